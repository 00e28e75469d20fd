package io.attachrelay.topic;

import io.attachrelay.settings.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes Kafka clients that keep what they acknowledge. */
public final class KafkaClients {

    /**
     * The largest request of a producer, in bytes: above what any topic takes, dead letters
     * included. The broker is the judge.
     */
    public static final int LARGEST_REQUEST = 3 * 1024 * 1024;

    private final KafkaSettings settings;

    /**
     * @param settings with bootstrap servers
     */
    public KafkaClients(KafkaSettings settings) {
        if (settings.bootstrapServers().isBlank()) {
            throw new IllegalArgumentException(
                    "kafka.bootstrap-servers is empty; to use the broker of a running 'attachrelay up', set "
                            + "ATTACHRELAY_KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:"
                            + embeddedPort(settings));
        }
        this.settings = settings;
    }

    private static String embeddedPort(KafkaSettings settings) {
        return settings.embeddedPort() == 0
                ? "PORT, the one in kafka/identity.properties under data-dir"
                : Integer.toString(settings.embeddedPort());
    }

    /** Bootstrap servers and the operator's own properties: what every client needs. */
    public Map<String, Object> common() {
        Map<String, Object> config = new HashMap<>(settings.properties());
        config.put("bootstrap.servers", settings.bootstrapServers());
        return config;
    }

    /** Where the broker is, for messages to people. */
    public String servers() {
        return settings.bootstrapServers();
    }

    /** The name of a consumer group or application with the installation's prefix. */
    public String prefixed(String name) {
        return settings.topicPrefix() + name;
    }

    /**
     * An idempotent producer with {@code acks=all}. One request in flight: with five, a producer
     * new to a partition can run into a sequence error that lasts until the delivery timeout.
     * Linger 0: each caller waits for its own record.
     */
    public Producer<byte[], byte[]> producer() {
        return producer(durable());
    }

    /**
     * The same, for transactions under {@code transactionalId}, which is taken as it is.
     *
     * @param patience how long each call waits for a broker that does not answer, from 4 s
     */
    public Producer<byte[], byte[]> transactionalProducer(
            String transactionalId, Duration patience) {
        Map<String, Object> config = durable();
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience.toMillis());
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(patience.toMillis()));
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        // Room for a batch that is copied at one record a second.
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 300_000);
        return producer(config);
    }

    private Map<String, Object> durable() {
        Map<String, Object> config = common();
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 65_536);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
        return config;
    }

    private static Producer<byte[], byte[]> producer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * A consumer of committed records that commits by hand. The classic protocol with a stable
     * instance id lets a killed member's successor take over in seconds; without it the group waits
     * for the session's 45 s. The cooperative assignor takes away only partitions that really move;
     * the others work on meanwhile. A poll brings 100 records, unless configured: so many more fit
     * into a commit than a partition is read for.
     */
    public Consumer<byte[], byte[]> consumer(String group, String instanceId) {
        Map<String, Object> config = readingCommitted();
        config.put(ConsumerConfig.GROUP_ID_CONFIG, prefixed(group));
        config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId + "-" + group);
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        config.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, FinishedLanes.RECORDS_OF_A_POLL);
        return consumer(config);
    }

    /**
     * A reader of committed records that is assigned partitions and joins no group.
     *
     * @param group only names its progress; taken as it is
     */
    public Consumer<byte[], byte[]> reader(String group) {
        Map<String, Object> config = readingCommitted();
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
        return consumer(config);
    }

    private Map<String, Object> readingCommitted() {
        Map<String, Object> config = common();
        config.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return config;
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return new KafkaConsumer<>(
                config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** An administrator's client; the caller closes it. */
    public Admin admin() {
        return Admin.create(common());
    }
}
