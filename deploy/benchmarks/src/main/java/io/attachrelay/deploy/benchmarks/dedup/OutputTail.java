package io.attachrelay.deploy.benchmarks.dedup;

import io.attachrelay.topic.EventHeaders;
import io.attachrelay.topic.KafkaClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/** Reads the committed records of a topic from its end on, and when each id was seen. */
final class OutputTail implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<String, Long> seenAt = new ConcurrentHashMap<>();
    private final Thread reader;

    OutputTail(KafkaClients clients, String topic, int partitions) {
        consumer = clients.reader("benchmark-tail");
        List<TopicPartition> all =
                IntStream.range(0, partitions).mapToObj(i -> new TopicPartition(topic, i)).toList();
        consumer.assign(all);
        consumer.seekToEnd(all);
        all.forEach(consumer::position);
        reader = Thread.ofPlatform().daemon().name("tail").start(this::read);
    }

    private void read() {
        try (consumer) {
            while (true) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(r -> see(EventHeaders.text(r.headers(), EventHeaders.DEDUP_KEY)));
            }
        } catch (WakeupException _) {
            // The way to end it.
        }
    }

    private synchronized void see(@Nullable String id) {
        if (id != null) {
            seenAt.putIfAbsent(id, System.nanoTime());
            notifyAll();
        }
    }

    /**
     * When the id was first seen, by this machine's own clock in nanoseconds.
     *
     * @throws IllegalStateException if it does not come
     */
    synchronized long await(String id) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Long seen = seenAt.get(id);
            if (seen != null) {
                return seen;
            }
            long leftMillis = (end - System.nanoTime()) / 1_000_000;
            if (leftMillis <= 0) {
                throw new IllegalStateException("an event never came through");
            }
            wait(leftMillis);
        }
    }

    /** How many ids were seen. */
    int count() {
        return seenAt.size();
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            reader.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
