package io.attachrelay.validator.dedup.ids;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Tells state stores of what became of their transactions. Under exactly-once Kafka Streams 4.3
 * itself tells a store only when its task is closed.
 */
final class Transactions implements KafkaClientSupplier {

    private final Map<TopicPartition, Listener> listeners = new ConcurrentHashMap<>();

    /** The store behind a changelog partition. */
    interface Listener {

        /** The changelog has the record. Called by the producer's own thread, in order. */
        void acknowledged(long offset);

        /** All that was acknowledged is committed. Called by the stream thread. */
        void committed();

        /** What was written since the last commit is void. Called by the same thread. */
        void aborted();

        /** Whether what it has written was aborted while it stayed open. */
        boolean isBereft();
    }

    void listen(TopicPartition changelog, Listener listener) {
        listeners.put(changelog, listener);
    }

    void unlisten(TopicPartition changelog, Listener listener) {
        listeners.remove(changelog, listener);
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new TellingProducer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(
                config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return getConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return getConsumer(config);
    }

    /** There is one stream thread, so each transaction is that of all active stores. */
    private final class TellingProducer extends KafkaProducer<byte[], byte[]> {

        TellingProducer(Map<String, Object> config) {
            super(config, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> sent, Callback callback) {
            Listener listener = listenerTo(sent);
            if (listener == null) {
                return super.send(sent, callback);
            }
            return super.send(
                    sent,
                    (metadata, fault) -> {
                        if (fault == null && metadata.hasOffset()) {
                            listener.acknowledged(metadata.offset());
                        }
                        callback.onCompletion(metadata, fault);
                    });
        }

        private Listener listenerTo(ProducerRecord<byte[], byte[]> sent) {
            return sent.partition() == null
                    ? null
                    : listeners.get(new TopicPartition(sent.topic(), sent.partition()));
        }

        /**
         * Kafka Streams 4.3 closes a corrupted task without committing the others while a rebalance
         * is under way; that aborts what all have written, and the others go on behind it
         * (TaskManager's handleCorruption). Ending the stream lets all be read again.
         */
        @Override
        public void sendOffsetsToTransaction(
                Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
            if (listeners.values().stream().anyMatch(Listener::isBereft)) {
                throw new KafkaException("a task went on behind a transaction that was aborted");
            }
            super.sendOffsetsToTransaction(offsets, group);
        }

        @Override
        public void commitTransaction() {
            super.commitTransaction();
            listeners.values().forEach(Listener::committed);
        }

        @Override
        public void abortTransaction() {
            super.abortTransaction();
            listeners.values().forEach(Listener::aborted);
        }
    }
}
