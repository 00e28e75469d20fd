package io.attachrelay.deploy.system;

import io.attachrelay.topic.EventHeaders;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.PoisonRecordException;
import io.attachrelay.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads a topic's committed records from its beginning, and keeps those that can be read: for the
 * demo and for tests.
 *
 * @param <V> the topic's values
 */
public final class TopicTail<V> implements AutoCloseable {

    private final Topic<V> topic;
    private final Consumer<byte[], byte[]> consumer;
    private final List<Seen<V>> seen = new ArrayList<>();
    private final Thread reader;

    /** Starts to read in the background. */
    public TopicTail(KafkaClients clients, Topic<V> topic) {
        this.topic = topic;
        this.consumer = clients.reader("tail-" + topic.name());
        this.reader = Thread.ofPlatform().daemon().name("tail-" + topic.name()).start(this::read);
    }

    /**
     * A record as it was read.
     *
     * @param bytes the value as it stands on the topic
     */
    public record Seen<V>(V value, byte[] bytes, ConsumerRecord<byte[], byte[]> raw) {

        /** A header as text, if it is there. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(EventHeaders.text(raw.headers(), name));
        }
    }

    /** All records so far that fit. */
    public synchronized List<Seen<V>> where(Predicate<V> wanted) {
        return seen.stream().filter(s -> wanted.test(s.value())).toList();
    }

    /**
     * The first record that fits, once it is there.
     *
     * @throws AssertionError if it does not come within {@code limit}
     */
    public synchronized Seen<V> await(Predicate<V> wanted, Duration limit)
            throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            List<Seen<V>> found = where(wanted);
            if (!found.isEmpty()) {
                return found.getFirst();
            }
            long leftMillis = (end - System.nanoTime()) / 1_000_000;
            if (leftMillis <= 0) {
                throw new AssertionError("no such record on " + topic.name() + " within " + limit);
            }
            wait(leftMillis);
        }
    }

    private void read() {
        try (consumer) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic.name()).stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (true) {
                consumer.poll(Duration.ofSeconds(1)).forEach(this::keep);
            }
        } catch (WakeupException _) {
            // The way to end it.
        }
    }

    private synchronized void keep(ConsumerRecord<byte[], byte[]> record) {
        try {
            seen.add(new Seen<>(topic.codec().decode(record.value()), record.value(), record));
            notifyAll();
        } catch (PoisonRecordException _) {
            // Nobody waits for what can't be read.
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            reader.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
