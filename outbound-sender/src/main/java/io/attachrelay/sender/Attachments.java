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
import io.attachrelay.sender.channel.ChannelMatrix;
import io.attachrelay.sender.channel.ChannelTable;
import io.attachrelay.sender.channel.Decider;
import io.attachrelay.sender.channel.Decision;
import io.attachrelay.sender.channel.FileTraits;
import java.util.Optional;

/**
 * Finds what a command wants to attach and what is to be done with it on that channel. Another
 * tenant's attachment does not exist here; one of another conversation of the same tenant may be
 * sent.
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
                            .map(used ->
                                    suit(
                                            object.key(),
                                            used,
                                            accepted,
                                            channel,
                                            name(wanted, judged.get())))
                            .orElseGet(() -> notFound(wanted));
            case Verdict.Rejected(_, _, var reason, _) -> new Preparation.NotAccepted(reason);
            case Verdict.Unreadable(_, var reason, _) -> new Preparation.NotAccepted(reason);
            case Verdict.Refused(var reason) -> new Preparation.NotAccepted(reason);
        };
    }

    /** The object that the verdict is about: the clean copy, if there is one. */
    private Optional<StoredObject> used(ObjectKey wanted, JudgedAttachment judged) {
        return store.find(new ObjectKey(wanted.tenant(), judged.attachment().mediaId()));
    }

    private Preparation suit(
            ObjectKey wanted,
            StoredObject object,
            Verdict.Accepted accepted,
            String channel,
            String claimedName) {
        ChannelTable table = channels.table(wanted.tenant(), channel);
        Decision decision = decider.decide(table, FileTraits.of(accepted, object.sizeBytes()));
        return new Preparation.Decided(
                decision, new ChosenFile(wanted, object, accepted, claimedName, table));
    }

    /** Whether the channel shows a file as it is. */
    boolean isShown(ChosenFile file) {
        var traits = FileTraits.of(file.accepted(), file.object().sizeBytes());
        return decider.decide(file.table(), traits) instanceof Decision.Full;
    }

    private static String name(OutboundCommand.Attachment wanted, JudgedAttachment judged) {
        String chosen =
                wanted.fileName() == null ? judged.attachment().fileName() : wanted.fileName();
        return chosen == null ? NAMELESS : chosen;
    }

    private static Preparation notFound(OutboundCommand.Attachment wanted) {
        return new Preparation.NotFound("no file is stored under " + wanted.mediaId());
    }

    /** What came of looking at an attachment. */
    sealed interface Preparation {

        /** It was accepted, and this is to be done with it. */
        record Decided(Decision decision, ChosenFile file) implements Preparation {}

        /** It is stored and not judged yet. */
        record NoVerdictYet() implements Preparation {}

        /** It is not there. */
        record NotFound(String detail) implements Preparation {}

        /** It was judged and can never be sent. */
        record NotAccepted(ReasonCode cause) implements Preparation {}
    }
}
