package io.attachrelay.validator.inspect;

import io.attachrelay.audit.AuditTrail;
import io.attachrelay.model.AuditEntry;
import io.attachrelay.model.Custody;
import io.attachrelay.model.DedupKey;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.StoredEvent;
import io.attachrelay.model.VerdictEvent;
import io.attachrelay.topic.Delivery;
import io.attachrelay.topic.EventHeaders;
import io.attachrelay.topic.Outgoing;
import io.attachrelay.topic.ReplayMark;
import io.attachrelay.topic.TopicCatalog;
import java.util.ArrayList;
import java.util.List;

/** The records that follow from an inspection; a repeat makes the same ones. */
final class VerdictRecords {

    private final TopicCatalog topics;
    private final AuditTrail audit;

    VerdictRecords(TopicCatalog topics, AuditTrail audit) {
        this.topics = topics;
        this.audit = audit;
    }

    /**
     * The verdict event, and for each attachment an audit entry, two if it is in quarantine now.
     */
    List<Outgoing<?>> of(Delivery<StoredEvent> delivery, List<JudgedAttachment> judged) {
        StoredEvent event = delivery.value();
        String conversation = event.message().conversationId();
        var verdicts = new VerdictEvent(event.message(), event.dedupKey(), judged);
        List<Outgoing<?>> records = new ArrayList<>();
        records.add(new Outgoing<>(topics.verdict(), conversation, verdicts, headers(delivery)));
        for (JudgedAttachment one : judged) {
            records.add(entry("media.judged", delivery, one));
            if (one.custody() == Custody.QUARANTINE) {
                records.add(entry("media.quarantined", delivery, one));
            }
        }
        return records;
    }

    /** The stored event's headers go on; its time stands for the verdict's, so that it repeats. */
    private static EventHeaders headers(Delivery<StoredEvent> delivery) {
        DedupKey key = delivery.value().dedupKey();
        return new EventHeaders(
                occasion(delivery),
                "io.attachrelay.media.verdict.v1",
                "/attachrelay/validator",
                EventHeaders.text(delivery.headers(), "ce_subject"),
                delivery.timestamp(),
                EventHeaders.text(delivery.headers(), "ce_dataref"),
                EventHeaders.text(delivery.headers(), EventHeaders.TRACEPARENT),
                key,
                delivery.replay().orElse(null));
    }

    private Outgoing<AuditEntry> entry(
            String what, Delivery<StoredEvent> delivery, JudgedAttachment judged) {
        var message = delivery.value().message();
        ReasonCode reason = judged.verdict().reasonCode();
        return audit.entry(
                message.tenant(),
                message.conversationId(),
                what,
                judged.attachment().mediaId().value(),
                judged.attachment().keptSha256(),
                reason == null ? judged.verdict().word() : reason.wireName(),
                occasion(delivery));
    }

    /** The same webhook in the same replay is the same occasion. */
    private static String occasion(Delivery<StoredEvent> delivery) {
        String key = delivery.value().dedupKey().value();
        return delivery.replay().map(ReplayMark::id).map(id -> key + "/" + id).orElse(key);
    }
}
