package io.attachrelay.sender;

import io.attachrelay.media.store.MediaStore;
import io.attachrelay.media.store.StoreException;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.platform.CallOutcome;
import io.attachrelay.platform.MediaUploader;
import io.attachrelay.topic.RetryLaterException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings a file to the platform; without it the message is never sent. */
final class Uploading {

    private final MediaStore store;
    private final Patience patience;
    private final Clock clock;

    Uploading(MediaStore store, Patience patience, Clock clock) {
        this.store = store;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Uploads the file.
     *
     * @param conversion the type that it was converted to; {@code null} if it was not
     * @return open with the upload, or why it will not be sent
     * @throws RetryLaterException if it can't be done now
     */
    Progress upload(Task task, Progress.Open open, ChosenFile file, @Nullable String conversion)
            throws RetryLaterException {
        return switch (call(task, file)) {
            case CallOutcome.Done<String>(var id) ->
                    open.uploaded(
                            new Progress.Upload(
                                    id,
                                    file.fileName(),
                                    file.mediaType(),
                                    file.object().sha256(),
                                    conversion),
                            clock.instant());
            case CallOutcome.Refused<String>(_, var detail) ->
                    open.rejected(ReasonCode.UPLOAD_REFUSED, detail, clock.instant());
            case CallOutcome.TryAgain<String>(var detail, var retryAfter) ->
                    patience.withPlatform(task, open, detail, retryAfter);
            case CallOutcome.NotYet<String>(var detail, var wait) ->
                    patience.untilTurn(task, open, detail, wait);
            // A file that was uploaded twice reaches nobody twice: only the send is in doubt.
            case CallOutcome.InDoubt<String>(var detail, _) ->
                    patience.withPlatform(task, open, detail, Optional.empty());
        };
    }

    private CallOutcome<String> call(Task task, ChosenFile file) {
        StoredObject object = file.object();
        var upload =
                new MediaUploader.Upload(
                        task.command().conversationId(),
                        file.fileName(),
                        file.mediaType(),
                        object.sizeBytes(),
                        () -> store.open(object.key(), 0, object.sizeBytes()));
        try {
            return task.platform().uploader().upload(upload);
        } catch (StoreException _) {
            return new CallOutcome.TryAgain<>("the store could not be read", Optional.empty());
        }
    }
}
