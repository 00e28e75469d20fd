package io.attachrelay.audit;

import io.attachrelay.model.AuditEntry;
import io.attachrelay.model.Sha256;
import io.attachrelay.topic.DeadLetters;
import io.attachrelay.topic.EventHeaders;
import io.attachrelay.topic.Outgoing;
import io.attachrelay.topic.TopicCatalog;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes the audit entries of one service: it makes the records, and the caller publishes them with
 * its own.
 */
public final class AuditTrail implements DeadLetters.Witness {

    private final String who;
    private final TopicCatalog topics;
    private final Clock clock;

    /**
     * @param who the service, such as {@code gateway}
     */
    public AuditTrail(String who, TopicCatalog topics, Clock clock) {
        this.who = who;
        this.topics = topics;
        this.clock = clock;
    }

    /**
     * The entry of a record that went to the dead letters. Its subject and key are the place where
     * it stood: nothing of a bad record is to be trusted, not even its key.
     */
    @Override
    public List<Outgoing<?>> parked(ConsumerRecord<byte[], byte[]> record, String reason) {
        String place = record.topic() + "/" + record.partition() + "/" + record.offset();
        return List.of(entry(null, place, "record.parked", place, null, reason, place));
    }

    /**
     * An entry to publish beside the records of the same step.
     *
     * @param tenant the tenant concerned; {@code null} if none
     * @param conversationId the record's key
     * @param what the step, such as {@code media.stored}
     * @param subject a media id, a command id or a place, such as that of a dead letter
     * @param sha256 the bytes concerned; {@code null} if none
     * @param outcome how it ended, such as {@code accepted} or a reason code
     * @param occasion tells this step from an equal one on another occasion, such as a dedup key or
     *     a replay id
     */
    public Outgoing<AuditEntry> entry(
            @Nullable String tenant,
            String conversationId,
            String what,
            String subject,
            @Nullable Sha256 sha256,
            String outcome,
            String occasion) {
        AuditEntry entry =
                AuditEntry.of(
                        who, what, clock.instant(), tenant, subject, sha256, outcome, occasion);
        EventHeaders headers =
                new EventHeaders(
                        entry.id(),
                        "io.attachrelay.audit.v1",
                        "/attachrelay/" + who,
                        subject,
                        entry.when(),
                        null,
                        null,
                        null,
                        null);
        return new Outgoing<>(topics.audit(), conversationId, entry, headers);
    }
}
