package io.attachrelay.router;

import io.attachrelay.audit.AuditTrail;
import io.attachrelay.media.store.OnceMarks;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MessageContext;
import io.attachrelay.model.VerdictEvent;
import io.attachrelay.model.WireName;
import io.attachrelay.topic.Outgoing;
import io.attachrelay.topic.Publisher;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** What the router leaves behind of each step: audit entries and metrics. */
final class RouterTrail {

    private final AuditTrail audit;
    private final Publisher publisher;
    private final MeterRegistry metrics;

    RouterTrail(AuditTrail audit, Publisher publisher, MeterRegistry metrics) {
        this.audit = audit;
        this.publisher = publisher;
        this.metrics = metrics;
    }

    /** An event was dealt with: one entry for each of its attachments. */
    void routed(VerdictEvent event, String replay, Routed how) {
        count("attachrelay.router.events", event.message(), how);
        List<Outgoing<?>> entries =
                event.attachments().stream()
                        .<Outgoing<?>>map(a ->
                                entry(
                                        "media.routed",
                                        event.message(),
                                        a,
                                        how,
                                        event.dedupKey() + replay))
                        .toList();
        publisher.publish(entries);
    }

    /** The agent was told, or could not be told, about an attachment. */
    void noticed(
            MessageContext message,
            JudgedAttachment judged,
            String replay,
            OnceMarks.Ending ending) {
        count("attachrelay.router.notices", message, ending);
        publisher.publish(entry("notice.sent", message, judged, ending, replay));
    }

    private Outgoing<?> entry(
            String what,
            MessageContext message,
            JudgedAttachment judged,
            WireName outcome,
            String occasion) {
        return audit.entry(
                message.tenant(),
                message.conversationId(),
                what,
                judged.attachment().mediaId().value(),
                judged.attachment().keptSha256(),
                outcome.wireName(),
                occasion);
    }

    private void count(String name, MessageContext message, WireName outcome) {
        metrics.counter(name, "tenant", message.tenant(), "outcome", outcome.wireName())
                .increment();
    }

    /** How an event was dealt with. */
    enum Routed implements WireName {
        ROUTED("routed"),
        /** The platform does not want the attributes. */
        REFUSED("attributes-refused"),
        /** A replay that wants none. */
        WITHOUT_EFFECTS("without-effects");

        private final String wireName;

        Routed(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }
}
