package io.attachrelay.sender;

import io.attachrelay.media.store.MediaStore;
import io.attachrelay.media.store.StoreException;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.platform.CallOutcome;
import io.attachrelay.platform.MediaUploader;
import io.attachrelay.sender.Attachments.Preparation;
import io.attachrelay.topic.RetryLaterException;
import java.time.Clock;
import java.util.Optional;

/** Brings a command's attachment to the platform; without it the message is never sent. */
final class Uploading {

    private final Attachments attachments;
    private final MediaStore store;
    private final Patience patience;
    private final Clock clock;

    Uploading(Attachments attachments, MediaStore store, Patience patience, Clock clock) {
        this.attachments = attachments;
        this.store = store;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Uploads what is wanted.
     *
     * @return open with the upload, or why it will not be sent
     * @throws RetryLaterException if it can't be done now
     */
    Progress upload(Task task, Progress.Open open, OutboundCommand.Attachment wanted)
            throws RetryLaterException {
        return switch (attachments.prepare(task.command().tenant(), task.channel(), wanted)) {
            case Preparation.Ready ready -> upload(task, open, ready);
            case Preparation.NoVerdictYet _ -> patience.withVerdict(task, open);
            case Preparation.Unusable(var reason, var detail) ->
                    open.rejected(reason, detail, clock.instant());
        };
    }

    private Progress upload(Task task, Progress.Open open, Preparation.Ready ready)
            throws RetryLaterException {
        return switch (call(task, ready)) {
            case CallOutcome.Done<String>(var id) ->
                    open.uploaded(
                            new Progress.Upload(
                                    id,
                                    ready.fileName(),
                                    ready.mediaType(),
                                    ready.object().sha256()));
            case CallOutcome.Refused<String>(_, var detail) ->
                    open.rejected(ReasonCode.UPLOAD_REFUSED, detail, clock.instant());
            case CallOutcome.TryAgain<String>(var detail, var retryAfter) ->
                    patience.withPlatform(task, open, detail, retryAfter);
            case CallOutcome.NotYet<String>(var detail, var wait) ->
                    patience.untilTurn(task, open, detail, wait);
            // A file that was uploaded twice reaches nobody twice: only the send is in doubt.
            case CallOutcome.InDoubt<String>(var detail) ->
                    patience.withPlatform(task, open, detail, Optional.empty());
        };
    }

    private CallOutcome<String> call(Task task, Preparation.Ready ready) {
        StoredObject object = ready.object();
        var upload =
                new MediaUploader.Upload(
                        task.command().conversationId(),
                        ready.fileName(),
                        ready.mediaType(),
                        object.sizeBytes(),
                        () -> store.open(object.key(), 0, object.sizeBytes()));
        try {
            return task.platform().uploader().upload(upload);
        } catch (StoreException _) {
            return new CallOutcome.TryAgain<>("the store could not be read", Optional.empty());
        }
    }
}
