package io.attachrelay.gateway.intake;

import io.attachrelay.audit.AuditTrail;
import io.attachrelay.media.store.StoredEventRecords;
import io.attachrelay.model.StoredEvent;
import io.attachrelay.topic.PublishFailedException;
import io.attachrelay.topic.Publisher;
import io.attachrelay.topic.TopicCatalog;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes that a message's attachments are stored. */
final class StoredRecords {

    private static final Logger log = LoggerFactory.getLogger(StoredRecords.class);
    private static final String SERVICE = "gateway";

    private final Publisher publisher;
    private final StoredEventRecords records;

    /**
     * @param publisher not closed by this
     */
    StoredRecords(Publisher publisher, TopicCatalog topics, Clock clock) {
        this.publisher = publisher;
        this.records =
                new StoredEventRecords(
                        SERVICE, topics, new AuditTrail(SERVICE, topics, clock), clock);
    }

    /**
     * Publishes and waits for the broker.
     *
     * @return whether all is acknowledged; what is there nevertheless is harmless
     */
    boolean publish(StoredEvent event, TraceParent trace) {
        try {
            publisher.publish(records.of(event, trace.value()));
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
}
