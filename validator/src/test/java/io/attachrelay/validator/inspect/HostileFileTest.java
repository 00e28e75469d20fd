package io.attachrelay.validator.inspect;

import static io.attachrelay.validator.inspect.TestBytes.latin1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.media.store.DiskStore;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Verdict;
import io.attachrelay.settings.AntivirusSettings;
import io.attachrelay.topic.KeyedConsumerOptions;
import io.attachrelay.topic.Publisher;
import io.attachrelay.validator.TestKafka;
import io.attachrelay.validator.inspect.deep.DeepChecks;
import io.attachrelay.validator.inspect.deep.Limits;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that lead a check astray, on one partition with files that do not. */
class HostileFileTest {

    private static final Duration LIMIT = Duration.ofSeconds(150);

    @TempDir Path dir;
    private KafkaBroker broker;
    private TestKafka kafka;
    private Publisher publisher;
    private Arrivals arrivals;
    private Inspector inspector;
    private final BadCheck bad = new BadCheck();

    @BeforeEach
    void start() {
        broker = TestKafka.startBroker(dir.resolve("kafka"));
        kafka = new TestKafka(broker, "hostile.");
        publisher = new Publisher(kafka.clients().producer());
        DiskStore store = new DiskStore(dir.resolve("store"), Clock.systemUTC());
        arrivals = new Arrivals(kafka, store, publisher);
        inspector =
                new Inspector(
                        kafka.clients(),
                        KeyedConsumerOptions.of(Inspector.GROUP, "host-1"),
                        kafka.topics(),
                        store,
                        publisher,
                        InspectionPolicy.standard(),
                        DeepChecks.of(bad).within(new Limits(Duration.ofSeconds(2), 64 << 20)),
                        AntivirusSettings.DEFAULT,
                        dir.resolve("examinations"),
                        Clock.systemUTC());
        inspector.start();
    }

    @AfterEach
    void close() {
        bad.close();
        inspector.close();
        publisher.close();
        kafka.close();
        broker.close();
    }

    @Test
    void they_cost_their_own_verdicts_and_hold_up_nobody() throws Exception {
        // Given
        byte[] picture = SampleFiles.png().bytes();

        // When
        arrivals.arrive("looping", latin1("loop"));
        arrivals.arrive("hoarding", latin1("hoard"));
        arrivals.arrive("recursing", latin1("recurse"));
        arrivals.arrive("exhausting", latin1("exhaust"));
        arrivals.arrive("harmless", picture);
        arrivals.arrive("looping", picture);

        // Then
        await().atMost(LIMIT).until(() -> arrivals.verdicts("looping").size() == 2);
        for (String name : List.of("harmless", "hoarding", "recursing", "exhausting")) {
            await().atMost(LIMIT).until(() -> !arrivals.verdicts(name).isEmpty());
        }
        assertThat(arrivals.verdicts("harmless")).hasOnlyElementsOfType(Verdict.Accepted.class);
        for (String name : List.of("hoarding", "recursing", "exhausting")) {
            assertThat(arrivals.verdicts(name))
                    .extracting(Verdict::reasonCode)
                    .containsExactly(ReasonCode.INSPECTION_FAILED);
        }
        assertThat(arrivals.verdicts("looping"))
                .satisfiesExactly(
                        first ->
                                assertThat(first.reasonCode())
                                        .isEqualTo(ReasonCode.INSPECTION_FAILED),
                        second -> assertThat(second).isInstanceOf(Verdict.Accepted.class));
        assertThat(bad.isLooping()).isTrue();
    }
}
