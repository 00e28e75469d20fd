package io.attachrelay.deploy.replay;

import dev.failsafe.RateLimiter;
import io.attachrelay.audit.AuditTrail;
import io.attachrelay.topic.EventHeaders;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.Topic;
import io.attachrelay.topic.TopicCatalog;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Writes the copies: a transactional producer, fenced by the replay's id, at the replay's pace. */
final class ReplayCopier implements AutoCloseable {

    private final Topic<?> target;
    private final ReplayRequest request;
    private final Producer<byte[], byte[]> producer;
    private final RateLimiter<Object> pace;
    private final AuditTrail audit;

    ReplayCopier(
            KafkaClients clients,
            String group,
            TopicCatalog topics,
            Topic<?> source,
            ReplayRequest request,
            Clock clock) {
        this.target = source.replay();
        this.request = request;
        this.pace = RateLimiter.smoothBuilder(request.perSecond(), Duration.ofSeconds(1)).build();
        this.audit = new AuditTrail("replay:" + request.operator(), topics, clock);
        this.producer = clients.transactionalProducer(group);
        producer.initTransactions();
    }

    void begin() {
        producer.beginTransaction();
    }

    void copy(ConsumerRecord<byte[], byte[]> record) {
        try {
            pace.acquirePermit();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted; run again with the same id to go on", e);
        }
        producer.send(copyOf(record));
    }

    private ProducerRecord<byte[], byte[]> copyOf(ConsumerRecord<byte[], byte[]> record) {
        var copy =
                new ProducerRecord<>(
                        target.name(), record.partition(), record.key(), record.value());
        record.headers().forEach(copy.headers()::add);
        copy.headers().remove(EventHeaders.REPLAY_ID).remove(EventHeaders.REPLAY_EFFECTS);
        EventHeaders.write(copy.headers(), request.mark());
        String origin = record.topic() + "/" + record.partition() + "/" + record.offset();
        copy.headers().add("ar_replay_of", origin.getBytes(StandardCharsets.UTF_8));
        return copy;
    }

    /**
     * Ends the batch: its copies and {@code positions} as the progress of {@code group}, or
     * neither.
     */
    void commit(Map<TopicPartition, Long> positions, ConsumerGroupMetadata group) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        positions.forEach((p, position) -> offsets.put(p, new OffsetAndMetadata(position)));
        producer.sendOffsetsToTransaction(offsets, group);
        producer.commitTransaction();
    }

    /** Leaves the replay's audit entry. */
    void finish(long copied) {
        String id = request.mark().id();
        String outcome = copied + " records to " + target.name();
        producer.beginTransaction();
        producer.send(
                audit.entry(request.tenant().orElse(null), id, "replay.done", id, null, outcome, id)
                        .toRecord());
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close();
    }
}
