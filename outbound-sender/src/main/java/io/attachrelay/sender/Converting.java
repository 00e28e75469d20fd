package io.attachrelay.sender;

import io.attachrelay.media.store.MediaStore;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Verdict;
import java.time.Duration;
import java.util.Optional;

/**
 * Brings an attachment into another form: lets it be converted unless that was done before, lets
 * the outcome be judged like any other file, and hands it over once it was accepted. Every step
 * finds what the one before left in the store, so that a crash between two repeats nothing that
 * shows.
 */
final class Converting implements AutoCloseable {

    private final MediaStore store;
    private final Verdicts verdicts;
    private final ConversionJobs jobs;
    private final ConversionNews news;

    /**
     * @param jobs closed with this
     */
    Converting(MediaStore store, Verdicts verdicts, ConversionJobs jobs, ConversionNews news) {
        this.store = store;
        this.verdicts = verdicts;
        this.jobs = jobs;
        this.news = news;
    }

    /** How far a conversion has come. */
    sealed interface Stage {

        /**
         * Its converter is busy with others.
         *
         * @param waited for how long it waits
         */
        record Queued(Duration waited) implements Stage {}

        /** It is not made, or not judged. */
        record Underway(String detail) implements Stage {}

        /** It may be used. */
        record Made(StoredObject object, Verdict.Accepted accepted) implements Stage {}

        /** It can't be made, or was not accepted. */
        record Impossible(String detail) implements Stage {}
    }

    /**
     * Does what can be done now, without waiting.
     *
     * @throws io.attachrelay.media.store.StoreException if the store fails
     * @throws io.attachrelay.topic.PublishFailedException if the broker does
     */
    Stage advance(Task task, ConversionOrder order) {
        Optional<StoredObject> made = store.find(order.key());
        if (made.isEmpty()) {
            return switch (jobs.advance(order)) {
                case ConversionJobs.Ending.Queued(var waited) -> new Stage.Queued(waited);
                case ConversionJobs.Ending.NotYet(var detail) -> new Stage.Underway(detail);
                case ConversionJobs.Ending.Impossible(var detail) -> new Stage.Impossible(detail);
                case ConversionJobs.Ending.Stored _ -> advance(task, order);
            };
        }
        if (!made.get().identity().equals(order.identity())) {
            return new Stage.Impossible("another file lies where the outcome belongs");
        }
        return judged(task, order, made.get());
    }

    private Stage judged(Task task, ConversionOrder order, StoredObject made) {
        Optional<JudgedAttachment> judged = verdicts.ofUsed(made.key());
        if (judged.isEmpty()) {
            news.publish(task, order, made);
            return new Stage.Underway("the converted file has no verdict yet");
        }
        news.forget(made);
        return switch (judged.get().verdict()) {
            case Verdict.Accepted accepted -> used(made, judged.get(), accepted);
            case Verdict.Rejected(_, _, var reason, _) -> notAccepted(reason);
            case Verdict.Unreadable(_, var reason, _) -> notAccepted(reason);
            case Verdict.Refused(var reason) -> notAccepted(reason);
        };
    }

    private Stage used(StoredObject made, JudgedAttachment judged, Verdict.Accepted accepted) {
        var used = new ObjectKey(made.key().tenant(), judged.attachment().mediaId());
        return store.find(used)
                .<Stage>map(object -> new Stage.Made(object, accepted))
                .orElseGet(() -> new Stage.Impossible("the converted file is gone"));
    }

    private static Stage notAccepted(ReasonCode reason) {
        return new Stage.Impossible("the converted file was not accepted: " + reason.wireName());
    }

    @Override
    public void close() {
        jobs.close();
    }
}
