package io.attachrelay.deploy.benchmarks.dedup;

import io.attachrelay.deploy.benchmarks.world.Ending;
import io.attachrelay.settings.KafkaSettings;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.TopicCatalog;
import io.attachrelay.validator.dedup.Deduplicator;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/**
 * A stream that hands every record on, under the deduplicator's guarantees and with its settings:
 * what Kafka Streams costs by itself. Broker and state folder are its arguments.
 */
final class PassThroughMain {

    static final String GROUP = "pass-through";
    static final String OUTPUT = "passed.through";

    private PassThroughMain() {}

    public static void main(String[] args) throws InterruptedException {
        Ending.withParent();
        KafkaStreams streams = new KafkaStreams(topology(), config(args[0], args[1]));
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () ->
                                        streams.close(
                                                CloseOptions.groupMembershipOperation(
                                                        CloseOptions.GroupMembershipOperation
                                                                .LEAVE_GROUP)),
                                "shutdown"));
        streams.start();
        new CountDownLatch(1).await();
    }

    private static Topology topology() {
        var raw = Serdes.ByteArray();
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(new TopicCatalog("").stored().name(), Consumed.with(raw, raw))
                .to(OUTPUT, Produced.with(raw, raw));
        return builder.build();
    }

    private static StreamsConfig config(String servers, String stateDir) {
        Map<String, Object> config = new KafkaClients(KafkaSettings.DEFAULT.at(servers)).common();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, GROUP);
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir);
        config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, Deduplicator.COMMIT_INTERVAL.toMillis());
        config.put(
                StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG),
                Deduplicator.BATCH_BYTES);
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        config.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                "benchmark-" + GROUP);
        return new StreamsConfig(config);
    }
}
