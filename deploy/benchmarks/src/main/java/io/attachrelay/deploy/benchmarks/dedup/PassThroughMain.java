package io.attachrelay.deploy.benchmarks.dedup;

import io.attachrelay.deploy.benchmarks.world.Ending;
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
 * what Kafka Streams costs by itself. Broker, state folder and prefix are its arguments.
 */
final class PassThroughMain {

    private static final String GROUP = "pass-through";
    private static final String OUTPUT = "passed.through";

    private PassThroughMain() {}

    /** One that reads what stands on these topics. */
    static Contender contender(String prefix, TopicCatalog topics) {
        return new Contender(
                GROUP,
                PassThroughMain.class,
                prefix,
                prefix + GROUP,
                topics.stored().name(),
                prefix + OUTPUT);
    }

    public static void main(String[] args) throws InterruptedException {
        Ending.withParent();
        KafkaStreams streams =
                new KafkaStreams(topology(args[2]), config(args[0], args[1], args[2]));
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

    private static Topology topology(String prefix) {
        var raw = Serdes.ByteArray();
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(new TopicCatalog(prefix).stored().name(), Consumed.with(raw, raw))
                .to(prefix + OUTPUT, Produced.with(raw, raw));
        return builder.build();
    }

    private static StreamsConfig config(String servers, String stateDir, String prefix) {
        Map<String, Object> config = DedupWorld.clients(servers, prefix).common();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, prefix + GROUP);
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
