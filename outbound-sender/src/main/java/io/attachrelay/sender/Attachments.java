package io.attachrelay.sender;

import io.attachrelay.media.store.MediaStore;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Verdict;
import io.attachrelay.platform.SafeFileName;
import io.attachrelay.sender.channel.ChannelMatrix;
import io.attachrelay.sender.channel.Decider;
import io.attachrelay.sender.channel.Decision;
import io.attachrelay.sender.channel.FileTraits;
import io.attachrelay.sender.channel.OtherWay;
import java.util.Optional;

/**
 * Finds what a command wants to attach and whether it may be sent on that channel. Another tenant's
 * attachment does not exist here; one of another conversation of the same tenant may be sent.
 */
final class Attachments {

    private static final String NAMELESS = "attachment";

    private final MediaStore store;
    private final Verdicts verdicts;
    private final ChannelMatrix channels;
    private final Decider decider;

    Attachments(MediaStore store, Verdicts verdicts, ChannelMatrix channels, Decider decider) {
        this.store = store;
        this.verdicts = verdicts;
        this.channels = channels;
        this.decider = decider;
    }

    /**
     * Looks at the attachment as it stands now.
     *
     * @throws io.attachrelay.media.store.StoreException if the store fails
     */
    Preparation prepare(String tenant, String channel, OutboundCommand.Attachment wanted) {
        return find(tenant, wanted.mediaId())
                .map(object -> judge(object, channel, wanted))
                .orElseGet(() -> notFound(wanted));
    }

    private Optional<StoredObject> find(String tenant, String mediaId) {
        try {
            return store.find(new ObjectKey(tenant, new MediaId(mediaId)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Preparation judge(
            StoredObject object, String channel, OutboundCommand.Attachment wanted) {
        Optional<JudgedAttachment> judged = verdicts.ofUsed(object.key());
        if (judged.isEmpty()) {
            return new Preparation.NoVerdictYet();
        }
        return switch (judged.get().verdict()) {
            case Verdict.Accepted accepted ->
                    used(object.key(), judged.get())
                            .map(used -> suit(used, accepted, channel, name(wanted, judged.get())))
                            .orElseGet(() -> notFound(wanted));
            case Verdict.Rejected(_, _, var reason, _) -> notAccepted(reason);
            case Verdict.Unreadable(_, var reason, _) -> notAccepted(reason);
            case Verdict.Refused(var reason) -> notAccepted(reason);
        };
    }

    /** The object that the verdict is about: the clean copy, if there is one. */
    private Optional<StoredObject> used(ObjectKey wanted, JudgedAttachment judged) {
        return store.find(new ObjectKey(wanted.tenant(), judged.attachment().mediaId()));
    }

    private Preparation suit(
            StoredObject object, Verdict.Accepted accepted, String channel, String claimedName) {
        String type = accepted.detectedType();
        var table = channels.table(object.key().tenant(), channel);
        return switch (decider.decide(table, FileTraits.of(accepted, object.sizeBytes()))) {
            case Decision.Full _ -> ready(object, type, claimedName);
            case Decision.Fallback(var way, _, _) when way == OtherWay.FILE ->
                    ready(object, type, claimedName);
            case Decision.Fallback(_, var reason, var detail) ->
                    new Preparation.Unusable(reason, detail);
            case Decision.Converted(_, _, _, var detail, _) ->
                    new Preparation.Unusable(ReasonCode.CHANNEL_TYPE_NOT_SUPPORTED, detail);
            case Decision.Dropped(var reason, var detail) ->
                    new Preparation.Unusable(reason, detail);
            case Decision.Rejected(var reason, var detail) ->
                    new Preparation.Unusable(reason, detail);
        };
    }

    private static Preparation.Ready ready(StoredObject object, String type, String claimedName) {
        return new Preparation.Ready(object, type, SafeFileName.of(claimedName, type));
    }

    private static String name(OutboundCommand.Attachment wanted, JudgedAttachment judged) {
        String chosen =
                wanted.fileName() == null ? judged.attachment().fileName() : wanted.fileName();
        return chosen == null ? NAMELESS : chosen;
    }

    private static Preparation notAccepted(ReasonCode reason) {
        return new Preparation.Unusable(
                ReasonCode.MEDIA_NOT_ACCEPTED, reason.wireName() + ": " + reason.words());
    }

    private static Preparation notFound(OutboundCommand.Attachment wanted) {
        return new Preparation.Unusable(
                ReasonCode.MEDIA_NOT_FOUND, "no file is stored under " + wanted.mediaId());
    }

    /** What came of looking at an attachment. */
    sealed interface Preparation {

        /**
         * It may be uploaded.
         *
         * @param mediaType the type that the bytes prove
         * @param fileName safe, with an extension that agrees with the type
         */
        record Ready(StoredObject object, String mediaType, String fileName)
                implements Preparation {}

        /** It is stored and not judged yet. */
        record NoVerdictYet() implements Preparation {}

        /** It can never be sent this way. */
        record Unusable(ReasonCode reason, String detail) implements Preparation {}
    }
}
