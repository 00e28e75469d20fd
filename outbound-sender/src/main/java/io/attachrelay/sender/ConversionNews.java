package io.attachrelay.sender;

import io.attachrelay.media.store.Latest;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.StoredEventRecords;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.model.DedupKey;
import io.attachrelay.model.MessageContext;
import io.attachrelay.model.Origin;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.StoredEvent;
import io.attachrelay.platform.SafeFileName;
import io.attachrelay.topic.Publisher;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Publishes that converted files are stored, so that they are judged. Where no verdict comes for
 * long the record may be lost, to the dead letters or to the topic's retention: then the file is
 * published as news, once more in each {@link #AGAIN_AFTER}. Which turn it is follows from when the
 * file was stored, so that the deduplicator drops what another process publishes in the same one.
 */
final class ConversionNews {

    /** A verdict takes seconds; only one that waits for the antivirus takes longer. */
    static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

    /** What is forgotten is published again, and dropped by the deduplicator. */
    private static final int MOST_KEPT = 1_000;

    private final StoredEventRecords records;
    private final Publisher publisher;
    private final Clock clock;
    private final Latest<ObjectKey, Long> lastTurns = new Latest<>(MOST_KEPT);

    /**
     * @param publisher not closed by this
     */
    ConversionNews(StoredEventRecords records, Publisher publisher, Clock clock) {
        this.records = records;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Publishes an outcome that has no verdict, unless this process has done so in this turn.
     *
     * @throws io.attachrelay.topic.PublishFailedException if the broker fails
     */
    void publish(Task task, ConversionOrder order, StoredObject made) {
        long turn = turn(made);
        if (lastTurns.find(made.key()).filter(last -> last == turn).isEmpty()) {
            publisher.publish(records.of(event(task, order, made, turn), task.traceparent()));
            lastTurns.put(made.key(), turn);
        }
    }

    private long turn(StoredObject made) {
        Duration age = Duration.between(made.storedAt(), clock.instant());
        return Math.max(0, age.dividedBy(AGAIN_AFTER));
    }

    /** It has its verdict. */
    void forget(StoredObject made) {
        lastTurns.forget(made.key());
    }

    /** A repeat makes the same one. */
    private static StoredEvent event(
            Task task, ConversionOrder order, StoredObject made, long turn) {
        var profile = task.tenant().profile();
        var message =
                new MessageContext(
                        made.key().tenant(),
                        Origin.CONVERSION,
                        profile.platform(),
                        profile,
                        order.messageId(),
                        order.messageId(),
                        made.identity().conversationId(),
                        order.channel(),
                        made.storedAt());
        var kept = kept(order, made);
        DedupKey key =
                DedupKey.of(
                        message.tenant(),
                        message.platform(),
                        message.messageId(),
                        List.of(kept.mediaId()));
        return new StoredEvent(
                message, turn == 0 ? key : key.derived("turn " + turn), List.of(kept));
    }

    private static StoredAttachment.Kept kept(ConversionOrder order, StoredObject made) {
        return new StoredAttachment.Kept(
                made.key().mediaId(),
                order.target(),
                SafeFileName.of(order.fileName(), order.target()),
                null,
                made.sizeBytes(),
                made.sha256());
    }
}
