package io.attachrelay.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Publishes records and returns when all in-sync replicas have them. Safe for all threads; one per
 * process.
 */
public final class Publisher implements AutoCloseable {

    private final Producer<byte[], byte[]> producer;

    /**
     * @param producer with {@code acks=all}, such as {@link KafkaClients#producer()} makes; closed
     *     with this
     */
    public Publisher(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Sends all records, then waits until each is acknowledged.
     *
     * @throws PublishFailedException if one was not; others may be on their topics
     */
    public void publish(List<Outgoing<?>> records) {
        publishRaw(records.stream().map(Outgoing::toRecord).toList());
    }

    /** Sends one record and waits until it is acknowledged, see {@link #publish(List)}. */
    public void publish(Outgoing<?> record) {
        publish(List.of(record));
    }

    void publishRaw(List<ProducerRecord<byte[], byte[]>> records) {
        List<Future<?>> pending = new ArrayList<>();
        for (var record : records) {
            try {
                pending.add(producer.send(record));
            } catch (KafkaException e) {
                throw new PublishFailedException(record.topic(), e);
            }
        }
        for (int i = 0; i < pending.size(); i++) {
            await(pending.get(i), records.get(i).topic());
        }
    }

    private static void await(Future<?> acknowledgement, String topic) {
        try {
            acknowledgement.get();
        } catch (ExecutionException e) {
            throw new PublishFailedException(topic, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PublishFailedException(topic, e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
