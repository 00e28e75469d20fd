package io.attachrelay.deploy.replay;

import io.attachrelay.audit.AuditTrail;
import io.attachrelay.topic.EventHeaders;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.Topic;
import io.attachrelay.topic.TopicCatalog;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Writes the copies: a transactional producer, fenced by the replay's id, at the replay's pace. */
final class ReplayCopier implements AutoCloseable {

    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(10);

    private final Topic<?> target;
    private final ReplayRequest request;
    private final Producer<byte[], byte[]> producer;
    private final ReplayScope scope;
    private final ReplayPace pace;
    private final AuditTrail audit;
    private final Duration patience;

    /**
     * Ends what an earlier run of the same replay left open, and keeps others from going on.
     *
     * @param patience how long each call waits for a broker that does not answer
     */
    ReplayCopier(
            KafkaClients clients,
            String group,
            TopicCatalog topics,
            Topic<?> source,
            ReplayRequest request,
            ReplayPace pace,
            Clock clock,
            Duration patience) {
        this.target = source.replay();
        this.request = request;
        this.scope = request.scope(source.name());
        this.pace = pace;
        this.patience = patience;
        this.audit = new AuditTrail("replay:" + request.operator(), topics, clock);
        this.producer = clients.transactionalProducer(group, patience);
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            close();
            throw e;
        }
    }

    /**
     * Copies a batch: its copies and {@code positions} as the progress of {@code group}, or
     * neither.
     */
    void copy(
            List<ConsumerRecord<byte[], byte[]>> batch,
            Map<TopicPartition, Long> positions,
            ConsumerGroupMetadata group) {
        producer.beginTransaction();
        Future<?> oldest = null;
        long since = 0;
        for (var record : batch) {
            pace.awaitTurn();
            Future<?> sent = send(record);
            if (oldest == null || oldest.isDone()) {
                oldest = sent;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > patience.toNanos()) {
                // While its coordinator is away Kafka's client lets no record expire.
                throw new TimeoutException("a record was not acknowledged in " + patience);
            }
        }
        commit(positions, group);
    }

    /** What was waited for in vain is in the answer only, and each record would wait as long. */
    private Future<?> send(ConsumerRecord<byte[], byte[]> record) {
        Future<?> sent = producer.send(copyOf(record));
        if (sent.state() == Future.State.FAILED) {
            throw new KafkaException("a record was not sent", sent.exceptionNow());
        }
        return sent;
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

    /** Leaves an audit entry: a replay that never ends leaves its trace as well. */
    void begin(Map<TopicPartition, Long> positions, ConsumerGroupMetadata group) {
        leave("replay.begun", scope.toString(), positions, group);
    }

    /** Leaves an audit entry, and the end of the range as the progress. */
    void finish(long copied, Map<TopicPartition, Long> positions, ConsumerGroupMetadata group) {
        leave("replay.done", copied + " records to " + target.name(), positions, group);
    }

    private void leave(
            String step,
            String outcome,
            Map<TopicPartition, Long> positions,
            ConsumerGroupMetadata group) {
        String id = request.mark().id();
        producer.beginTransaction();
        producer.send(
                audit.entry(request.tenant().orElse(null), id, step, id, null, outcome, id)
                        .toRecord());
        commit(positions, group);
    }

    private void commit(Map<TopicPartition, Long> positions, ConsumerGroupMetadata group) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        String purpose = scope.toMetadata();
        positions.forEach((p, next) -> offsets.put(p, new OffsetAndMetadata(next, purpose)));
        producer.sendOffsetsToTransaction(offsets, group);
        producer.commitTransaction();
    }

    /** Aborts a batch that is under way, if the broker answers. */
    @Override
    public void close() {
        producer.close(CLOSED_WITHIN);
    }
}
