package io.attachrelay.gateway.intake;

import io.attachrelay.audit.AuditTrail;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.model.AuditEntry;
import io.attachrelay.model.DedupKey;
import io.attachrelay.model.MessageContext;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.StoredEvent;
import io.attachrelay.topic.EventHeaders;
import io.attachrelay.topic.Outgoing;
import io.attachrelay.topic.PublishFailedException;
import io.attachrelay.topic.Publisher;
import io.attachrelay.topic.TopicCatalog;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes that a message's attachments are stored, with an audit entry for each. */
final class StoredRecords {

    private static final Logger log = LoggerFactory.getLogger(StoredRecords.class);
    private static final String TYPE = "io.attachrelay.media.stored.v1";
    private static final String SOURCE = "/attachrelay/gateway";

    private final Publisher publisher;
    private final TopicCatalog topics;
    private final AuditTrail audit;
    private final Clock clock;

    /**
     * @param publisher not closed by this
     */
    StoredRecords(Publisher publisher, TopicCatalog topics, Clock clock) {
        this.publisher = publisher;
        this.topics = topics;
        this.audit = new AuditTrail("gateway", topics, clock);
        this.clock = clock;
    }

    /**
     * Publishes and waits for the broker.
     *
     * @return whether all is acknowledged; what is there nevertheless is harmless
     */
    boolean publish(StoredEvent event, TraceParent trace) {
        Stream<Outgoing<?>> entries = event.attachments().stream().map(a -> entry(event, a));
        try {
            publisher.publish(Stream.concat(Stream.of(record(event, trace)), entries).toList());
            return true;
        } catch (PublishFailedException e) {
            log.atWarn()
                    .setMessage("stored event not published")
                    .addKeyValue("tenant", event.message().tenant())
                    .addKeyValue("dedup_key", event.dedupKey())
                    .addKeyValue("fault", e.getCause())
                    .log();
            return false;
        }
    }

    private Outgoing<StoredEvent> record(StoredEvent event, TraceParent trace) {
        DedupKey key = event.dedupKey();
        EventHeaders headers =
                new EventHeaders(
                        key.value(),
                        TYPE,
                        SOURCE,
                        event.message().messageId(),
                        clock.instant(),
                        claimCheck(event),
                        trace.value(),
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
