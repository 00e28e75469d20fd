package io.attachrelay.media.store;

import io.attachrelay.audit.AuditTrail;
import io.attachrelay.model.AuditEntry;
import io.attachrelay.model.DedupKey;
import io.attachrelay.model.MessageContext;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.StoredEvent;
import io.attachrelay.topic.EventHeaders;
import io.attachrelay.topic.Outgoing;
import io.attachrelay.topic.TopicCatalog;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The records that say that a message's attachments are stored: the event, which lets them be
 * judged, and an audit entry for each.
 */
public final class StoredEventRecords {

    private static final String TYPE = "io.attachrelay.media.stored.v1";

    private final String service;
    private final TopicCatalog topics;
    private final AuditTrail audit;
    private final Clock clock;

    /**
     * @param service who stored them, such as {@code gateway}
     */
    public StoredEventRecords(String service, TopicCatalog topics, AuditTrail audit, Clock clock) {
        this.service = service;
        this.topics = topics;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * All of them, to be published at once.
     *
     * @param traceparent W3C trace context; {@code null} if none
     */
    public List<Outgoing<?>> of(StoredEvent event, @Nullable String traceparent) {
        Stream<Outgoing<?>> entries = event.attachments().stream().map(a -> entry(event, a));
        return Stream.concat(Stream.of(record(event, traceparent)), entries).toList();
    }

    private Outgoing<StoredEvent> record(StoredEvent event, @Nullable String traceparent) {
        DedupKey key = event.dedupKey();
        EventHeaders headers =
                new EventHeaders(
                        key.value(),
                        TYPE,
                        "/attachrelay/" + service,
                        event.message().messageId(),
                        clock.instant(),
                        claimCheck(event),
                        traceparent,
                        key,
                        null);
        return new Outgoing<>(topics.stored(), event.message().conversationId(), event, headers);
    }

    /** The object's key; what all keys begin with for several; nothing where nothing is kept. */
    private static @Nullable String claimCheck(StoredEvent event) {
        List<ObjectKey> kept =
                event.attachments().stream()
                        .filter(StoredAttachment.Kept.class::isInstance)
                        .map(a -> new ObjectKey(event.message().tenant(), a.mediaId()))
                        .toList();
        if (kept.isEmpty()) {
            return null;
        }
        ObjectKey first = kept.getFirst();
        return kept.size() == 1 ? first.path() : messagePrefix(first);
    }

    private static String messagePrefix(ObjectKey key) {
        var id = key.mediaId();
        return key.tenant() + "/" + id.conversationPart() + "/" + id.messagePrefix();
    }

    private Outgoing<AuditEntry> entry(StoredEvent event, StoredAttachment attachment) {
        MessageContext message = event.message();
        return switch (attachment) {
            case StoredAttachment.Kept k ->
                    audit.entry(
                            message.tenant(),
                            message.conversationId(),
                            "media.stored",
                            k.mediaId().value(),
                            k.sha256(),
                            "stored",
                            event.dedupKey().value());
            case StoredAttachment.Refused r ->
                    audit.entry(
                            message.tenant(),
                            message.conversationId(),
                            "media.refused",
                            r.mediaId().value(),
                            null,
                            r.refusal().wireName(),
                            event.dedupKey().value());
        };
    }
}
