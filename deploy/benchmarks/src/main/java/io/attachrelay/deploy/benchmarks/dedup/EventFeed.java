package io.attachrelay.deploy.benchmarks.dedup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.attachrelay.topic.EventHeaders;
import io.attachrelay.topic.KafkaClients;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes events with ids as the gateway makes them. The same id always has the same key, as a
 * message always has the same conversation.
 */
final class EventFeed implements AutoCloseable {

    /** What a stored event with one attachment takes as JSON. */
    static final int EVENT_BYTES = 600;

    /** Of a hundred events, how many have come before. */
    static final int REPEATS_PERCENT = 20;

    private static final int CONVERSATIONS = 10_000;

    private final String topic;
    private final Producer<byte[], byte[]> producer;
    private final SplittableRandom random = new SplittableRandom(1);
    private long distinct;

    EventFeed(KafkaClients clients, String topic) {
        this.topic = topic;
        Map<String, Object> config = clients.common();
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 65_536);
        this.producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** How many ids there have been so far. */
    long distinct() {
        return distinct;
    }

    /** Publishes new ids until there are so many; nothing else stands in these events. */
    void fill(long ids) {
        while (distinct < ids) {
            send(distinct++, 1);
        }
        producer.flush();
    }

    /** Publishes events, some of which repeat one of those that came shortly before. */
    void publish(int events, int repeatsPercent) {
        long first = distinct;
        for (int i = 0; i < events; i++) {
            boolean repeat = distinct > first && random.nextInt(100) < repeatsPercent;
            send(repeat ? random.nextLong(first, distinct) : distinct++, EVENT_BYTES);
        }
        producer.flush();
    }

    /** Publishes one new event, without waiting for it; its id. */
    String publishOne() {
        String id = id(distinct);
        send(distinct++, EVENT_BYTES);
        return id;
    }

    private void send(long number, int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        String id = id(number);
        var record = new ProducerRecord<>(topic, key(number), value);
        record.headers().add(EventHeaders.DEDUP_KEY, id.getBytes(UTF_8));
        producer.send(record);
    }

    private static byte[] key(long number) {
        return ("conversation-" + number % CONVERSATIONS).getBytes(UTF_8);
    }

    /** Spread over all keys of the store, as hashes are. */
    private static String id(long number) {
        SplittableRandom hash = new SplittableRandom(number);
        return HexFormat.of().toHexDigits(hash.nextLong())
                + HexFormat.of().toHexDigits(hash.nextLong());
    }

    @Override
    public void close() {
        producer.close();
    }
}
