package io.attachrelay.validator.inspect;

import static io.attachrelay.validator.inspect.TestBytes.latin1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.ChildProcess;
import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.media.store.DiskStore;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Verdict;
import io.attachrelay.topic.Publisher;
import io.attachrelay.validator.TestKafka;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that ends the process, on one partition with files that do not. */
class DeadlyFileTest {

    private static final Duration LIMIT = Duration.ofSeconds(150);
    // ExitOnOutOfMemoryError's own.
    private static final int OUT_OF_MEMORY = 3;

    @TempDir Path dir;
    private KafkaBroker broker;
    private TestKafka kafka;
    private Publisher publisher;
    private Arrivals arrivals;
    private ChildProcess process;

    @BeforeEach
    void start() {
        broker = TestKafka.startBroker(dir.resolve("kafka"));
        kafka = new TestKafka(broker, "deadly.");
        publisher = new Publisher(kafka.clients().producer());
        DiskStore store = new DiskStore(dir.resolve("store"), Clock.systemUTC());
        arrivals = new Arrivals(kafka, store, publisher);
    }

    @AfterEach
    void close() {
        if (process != null) {
            process.kill();
        }
        publisher.close();
        kafka.close();
        broker.close();
    }

    @Test
    void it_costs_two_restarts_and_its_own_verdict() throws Exception {
        // Given
        List<String> names = conversationsOfOnePartition();
        byte[] picture = SampleFiles.png().bytes();
        arrivals.arrive(names.get(0), latin1("deadly"));
        arrivals.arrive(names.get(0), picture);
        arrivals.arrive(names.get(1), latin1("innocent"));
        arrivals.arrive(names.get(2), picture);
        assertThat(kafka.read(kafka.topics().fresh()))
                .extracting(ConsumerRecord::partition)
                .hasSize(4)
                .containsOnly(0);

        // When
        assertThat(exitCodeOfOne(true)).isEqualTo(OUT_OF_MEMORY);
        assertThat(exitCodeOfOne(false)).isEqualTo(OUT_OF_MEMORY);
        process = inspector(false);

        // Then
        await().atMost(LIMIT)
                .until(() ->
                        kafka.isReadToTheEnd(Inspector.GROUP, kafka.topics().fresh())
                                || !process.isAlive());
        assertThat(process.isAlive()).as(process.quoteLog()).isTrue();
        assertThat(arrivals.verdicts(names.get(0)))
                .satisfiesExactly(
                        deadly -> {
                            assertThat(deadly).isInstanceOf(Verdict.Unreadable.class);
                            assertThat(deadly.reasonCode()).isEqualTo(ReasonCode.INSPECTION_FAILED);
                        },
                        behind -> assertThat(behind).isInstanceOf(Verdict.Accepted.class));
        for (String other : List.of(names.get(1), names.get(2))) {
            assertThat(arrivals.verdicts(other))
                    .singleElement()
                    .isInstanceOf(Verdict.Accepted.class);
        }
    }

    private int exitCodeOfOne(boolean together) throws Exception {
        process = inspector(together);
        await().atMost(LIMIT).until(() -> !process.isAlive());
        return process.exitCode();
    }

    private ChildProcess inspector(boolean together) throws Exception {
        return InspectorProcess.start(broker.bootstrapServers(), kafka.prefix(), dir, together);
    }

    /** Kafka's own rule for where a key belongs. */
    private List<String> conversationsOfOnePartition() {
        int partitions = kafka.topics().fresh().partitions();
        return IntStream.range(0, Integer.MAX_VALUE)
                .mapToObj(i -> "conversation-" + i)
                .filter(name ->
                        Utils.toPositive(Utils.murmur2(name.getBytes(UTF_8))) % partitions == 0)
                .limit(3)
                .toList();
    }
}
