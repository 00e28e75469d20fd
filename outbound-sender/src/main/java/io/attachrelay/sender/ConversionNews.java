package io.attachrelay.sender;

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
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Publishes that converted files are stored, so that they are judged: each once, as far as this
 * process knows. The deduplicator drops what another one publishes again.
 */
final class ConversionNews {

    private final StoredEventRecords records;
    private final Publisher publisher;
    private final Set<ObjectKey> published = ConcurrentHashMap.newKeySet();

    /**
     * @param publisher not closed by this
     */
    ConversionNews(StoredEventRecords records, Publisher publisher) {
        this.records = records;
        this.publisher = publisher;
    }

    /**
     * Publishes an outcome that has no verdict.
     *
     * @throws io.attachrelay.topic.PublishFailedException if the broker fails
     */
    void publishOnce(Task task, ConversionOrder order, StoredObject made) {
        if (!published.contains(made.key())) {
            publisher.publish(records.of(event(task, order, made), task.traceparent()));
            published.add(made.key());
        }
    }

    /** It has its verdict. */
    void forget(StoredObject made) {
        published.remove(made.key());
    }

    /** A repeat makes the same one. */
    private static StoredEvent event(Task task, ConversionOrder order, StoredObject made) {
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
                        task.channel().toLowerCase(Locale.ROOT),
                        made.storedAt());
        var kept = kept(order, made);
        DedupKey key =
                DedupKey.of(
                        message.tenant(),
                        message.platform(),
                        message.messageId(),
                        List.of(kept.mediaId()));
        return new StoredEvent(message, key, List.of(kept));
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
