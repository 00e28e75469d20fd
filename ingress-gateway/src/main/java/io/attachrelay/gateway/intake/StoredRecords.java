package io.attachrelay.gateway.intake;

import io.attachrelay.audit.AuditTrail;
import io.attachrelay.media.store.StoredEventRecords;
import io.attachrelay.model.StoredEvent;
import io.attachrelay.topic.PublishFailedException;
import io.attachrelay.topic.Publisher;
import io.attachrelay.topic.TopicCatalog;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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
        return publish(event, trace, () -> false);
    }

    /**
     * The same, again and again.
     *
     * @param again asked after each failure; may wait
     */
    boolean publish(StoredEvent event, TraceParent trace, BooleanSupplier again) {
        Optional<PublishFailedException> fault = attempt(event, trace);
        while (fault.isPresent() && again.getAsBoolean()) {
            fault = attempt(event, trace);
        }
        fault.ifPresent(f -> log(event, f));
        return fault.isEmpty();
    }

    private Optional<PublishFailedException> attempt(StoredEvent event, TraceParent trace) {
        try {
            publisher.publish(records.of(event, trace.value()));
            return Optional.empty();
        } catch (PublishFailedException e) {
            return Optional.of(e);
        }
    }

    private static void log(StoredEvent event, PublishFailedException fault) {
        log.atWarn()
                .setMessage("stored event not published")
                .addKeyValue("tenant", event.message().tenant())
                .addKeyValue("dedup_key", event.dedupKey())
                .addKeyValue("fault", fault.getCause())
                .log();
    }
}
