package io.attachrelay.deploy.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.deploy.testkit.kafka.TopicReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays whose broker goes away under them. */
class ReplayOutageTest {

    private static final Duration SHORT = Duration.ofSeconds(4);

    /** Longer than a broker takes to start on a loaded machine. */
    private static final Duration LONG = Duration.ofMinutes(4);

    @TempDir static Path dir;
    private static KafkaBroker broker;

    private ReplayStage stage;
    private ReplayRequest request;

    @BeforeAll
    static void buildBroker() {
        broker = KafkaBroker.builder().dataDir(dir).build();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void publish() {
        broker.start();
        stage = new ReplayStage(broker).withTopics();
        stage.publish("acme", 250);
        request = ReplayStage.request("r", Instant.EPOCH, ReplayStage.afterNow(), Optional.empty());
    }

    @Test
    void a_dry_run_that_loses_the_broker_ends_and_names_it() {
        // Given
        ReplayJob job = stage.job(request, SHORT);

        // When, Then
        assertThatThrownBy(() -> job.dryRun(new BrokerKilled()))
                .isInstanceOf(ReplayBrokenOffException.class)
                .hasMessageContaining(broker.bootstrapServers());
    }

    @Test
    void a_replay_that_loses_the_broker_ends_and_names_it() {
        // Given
        ReplayJob job = stage.job(request, SHORT);

        // When, Then
        assertThatThrownBy(() -> job.run(new BrokerKilled()))
                .isInstanceOf(ReplayBrokenOffException.class)
                .hasMessageContaining(broker.bootstrapServers());
    }

    @Test
    void a_replay_that_loses_the_broker_in_a_batch_ends() {
        // Given
        ReplayRequest slow =
                new ReplayRequest(
                        request.mark(),
                        request.from(),
                        request.to(),
                        request.tenant(),
                        request.conversation(),
                        request.operator(),
                        1);
        var run = CompletableFuture.runAsync(() -> stage.job(slow, SHORT).run(new Silent()));
        await().atMost(LONG).until(() -> stage.isOpen(transactionalId()));

        // When
        broker.kill();

        // Then
        assertThatThrownBy(run::join).hasMessageContaining(broker.bootstrapServers());
    }

    @Test
    void a_batch_whose_first_record_finds_no_broker_ends_with_it() {
        // Given a copier that knows its broker and not yet the topic
        var records =
                Collections.nCopies(3, new ConsumerRecord<>("t", 0, 0, new byte[1], new byte[1]));
        try (var reader = new ReplayReader(stage.clients(), "r", SHORT);
                var copier =
                        new ReplayCopier(
                                stage.clients(),
                                transactionalId(),
                                stage.topics(),
                                stage.topics().stored(),
                                request,
                                new ReplayPace(request.perSecond()),
                                Clock.systemUTC(),
                                SHORT)) {
            // When
            broker.kill();

            // Then
            assertThatThrownBy(() -> copier.copy(records, Map.of(), reader.group()))
                    .hasMessage("a record was not sent")
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void a_replay_outlives_a_broker_that_starts_again() throws Exception {
        // When
        ReplayReport report = stage.job(request, LONG).run(new BrokerRestarted());

        // Then
        assertThat(report.total()).isEqualTo(250);
        try (var reader = new TopicReader(broker)) {
            assertThat(reader.read(stage.topics().stored().replay().name())).hasSize(250);
        }
    }

    private String transactionalId() {
        return stage.clients().prefixed("replay-r");
    }

    private static final class BrokerKilled extends Silent {
        @Override
        public void begins(long offsets) {
            broker.kill();
        }
    }

    /** After the first batch the broker is away for longer than a webhook's producer waits. */
    private final class BrokerRestarted extends Silent {
        private boolean killed;

        @Override
        public void passed(long offsets) {
            if (offsets > 0 && !killed) {
                killed = true;
                broker.kill();
                Thread.ofVirtual().start(this::startLate);
            }
        }

        private void startLate() {
            try {
                TimeUnit.SECONDS.sleep(4);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            broker.start();
        }
    }
}
