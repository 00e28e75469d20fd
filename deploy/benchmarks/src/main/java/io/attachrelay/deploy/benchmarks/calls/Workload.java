package io.attachrelay.deploy.benchmarks.calls;

import io.attachrelay.topic.RecordCodec;
import io.attachrelay.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records on a topic, each of which wants one call. */
final class Workload {

    static final int CONVERSATIONS = 500;

    /** As many as AttachRelay's own topics have. */
    private static final int PARTITIONS = 6;

    /** Records of a conversation that follow each other: the worst for order. */
    private static final int BURST = 4;

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private int count;

    /**
     * @param producer not closed by this
     */
    Workload(Producer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    static Topic<byte[]> topic(String name) {
        return new Topic<>(name, PARTITIONS, Duration.ofDays(1), false, RecordCodec.RAW);
    }

    /** Writes records as fast as the broker takes them. */
    void publish(int records) {
        for (int i = 0; i < records; i++) {
            next(System.nanoTime());
        }
        producer.flush();
    }

    /**
     * Writes records at a rate, each when it is due, and one of the failing conversation beside
     * every hundredth.
     */
    void publish(int records, double perSecond, boolean failing) {
        long begin = System.nanoTime();
        for (int i = 0; i < records; i++) {
            long due = begin + (long) (i * 1e9 / perSecond);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            next(due);
            if (failing && i % 100 == 0) {
                send(SlowPlatform.FAILING, i / 100, due);
            }
        }
        producer.flush();
    }

    /** Begins to count anew, as the platform does after a reset. */
    void restart() {
        count = 0;
    }

    private void next(long due) {
        int round = count / (CONVERSATIONS * BURST);
        int place = count % (CONVERSATIONS * BURST);
        count++;
        send("c" + place / BURST, round * BURST + place % BURST, due);
    }

    private void send(String conversation, int sequence, long due) {
        String value = sequence + "/" + due;
        var unused =
                producer.send(
                        new ProducerRecord<>(
                                topic,
                                conversation.getBytes(StandardCharsets.US_ASCII),
                                value.getBytes(StandardCharsets.US_ASCII)));
    }
}
