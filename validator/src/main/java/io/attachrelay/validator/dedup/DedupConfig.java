package io.attachrelay.validator.dedup;

import io.attachrelay.topic.DeadLetters;
import io.attachrelay.topic.KafkaClients;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** How Kafka Streams is set up for the deduplicator. */
final class DedupConfig {

    static final String APPLICATION = "deduplicator";

    // Its constant is marked as deprecated from the first: the setting goes when it is the default.
    private static final String GLOBAL_EXCEPTION_HANDLER =
            "processing.exception.handler.global.enabled";

    private DedupConfig() {}

    static StreamsConfig of(
            KafkaClients clients,
            Path stateDir,
            String instanceId,
            int replicationFactor,
            DeadLetters.Witness witness) {
        Map<String, Object> config = clients.common();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, clients.prefixed(APPLICATION));
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replicationFactor);
        // A single broker stands for a small installation: no second instance to hold a standby.
        config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, replicationFactor > 1 ? 1 : 0);
        config.put(PoisonToDeadLetters.WITNESS, witness);
        config.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                KafkaClients.LARGEST_REQUEST);
        config.put(
                StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG),
                Deduplicator.BATCH_BYTES);
        exactlyOnce(config);
        quickReturn(config, instanceId);
        return new StreamsConfig(config);
    }

    private static void exactlyOnce(Map<String, Object> config) {
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, Deduplicator.COMMIT_INTERVAL.toMillis());
        // What is on the broker is taken in the order of time over both topics, so that a replay
        // of now does not expire ids while a backlog of live events is worked off.
        config.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0);
        config.put(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonToDeadLetters.class);
        // There is no global store; unset, Kafka Streams warns of it at each start.
        config.put(GLOBAL_EXCEPTION_HANDLER, true);
    }

    /**
     * One thread as a static member of its group: its successor with the same id takes its place at
     * once; otherwise the group waits for the session's 45 s.
     */
    private static void quickReturn(Map<String, Object> config, String instanceId) {
        config.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        config.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                instanceId + "-" + APPLICATION);
    }
}
