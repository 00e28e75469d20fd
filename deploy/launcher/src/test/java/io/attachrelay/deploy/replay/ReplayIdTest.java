package io.attachrelay.deploy.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.topic.ReplayMark;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the broker remembers under a replay's id, and what becomes of a replay that is stopped. */
class ReplayIdTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir static Path dir;
    private static KafkaBroker broker;

    private final ReplayStage stage = new ReplayStage(broker);
    private ReplayRequest request;

    @BeforeAll
    static void startBroker() {
        broker = KafkaBroker.builder().dataDir(dir).build().start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void publish() {
        stage.withTopics();
        stage.publish("acme", 20);
        request = request("r", Instant.EPOCH, Optional.of("acme"), false, 10_000);
    }

    @Test
    void an_id_that_stands_for_a_replay_is_refused_to_any_other() {
        // Given
        stage.job(request).run(new Silent());

        // When, Then
        assertRefused(stage.job(request("r", Instant.EPOCH, Optional.empty(), false, 10_000)));
        assertRefused(stage.job(request("r", Instant.EPOCH, Optional.of("acme"), true, 10_000)));
        assertRefused(
                stage.job(
                        request(
                                "r",
                                Instant.EPOCH.plusMillis(1),
                                Optional.of("acme"),
                                false,
                                10_000)));
        assertRefused(stage.job(request.until(request.to().plusMillis(1))));
        assertRefused(
                new ReplayJob(
                        stage.clients(),
                        stage.topics(),
                        stage.topics().verdict(),
                        request,
                        Clock.systemUTC()));
    }

    private void assertRefused(ReplayJob job) {
        for (var work :
                new Runnable[] {() -> job.dryRun(new Silent()), () -> job.run(new Silent())}) {
            assertThatThrownBy(work::run)
                    .isInstanceOf(ReplayRefusedException.class)
                    .hasMessageContaining(
                            "the id r was used for another replay: %s from %s to %s, tenant acme",
                            stage.topics().stored().name(), Instant.EPOCH, request.to());
        }
    }

    @Test
    void a_replay_that_is_refused_does_not_end_the_one_that_runs_under_its_id() {
        // Given
        stage.publish("acme", 250);
        request = request.until(ReplayStage.afterNow());
        ReplayJob running = stage.job(request("r", Instant.EPOCH, Optional.empty(), false, 1));
        var run = CompletableFuture.runAsync(() -> running.run(new Silent()));
        await().atMost(PATIENCE)
                .until(() -> ReplayJob.earlierEnd(stage.clients(), request).isPresent());
        await().atMost(PATIENCE).until(() -> isOpen("r"));

        // When
        ReplayJob other = stage.job(request);
        assertThatThrownBy(() -> other.run(new Silent()))
                .isInstanceOf(ReplayRefusedException.class);

        // Then
        await().atMost(PATIENCE).until(() -> isOpen("r"));
        running.close();
        assertThatThrownBy(run::join).hasMessageContaining("told to stop");
    }

    @Test
    void an_id_stands_for_its_replay_at_any_rate_and_for_any_operator() {
        // Given
        stage.job(request).run(new Silent());
        ReplayRequest slower = request("r", Instant.EPOCH, Optional.of("acme"), false, 1);

        // When, Then
        assertThat(stage.job(slower).run(new Silent()).total()).isZero();
        assertThat(ReplayJob.earlierEnd(stage.clients(), slower)).hasValue(request.to());
    }

    @Test
    void offsets_of_a_version_that_did_not_write_down_what_for_are_gone_on_from() throws Exception {
        // Given
        commit("r", new OffsetAndMetadata(1));

        // When
        ReplayReport report = stage.job(request).run(new Silent());

        // Then
        assertThat(report.total()).isEqualTo(19);
    }

    /** Progress on the partition where the first message stands. */
    private void commit(String id, OffsetAndMetadata offset) throws Exception {
        try (var admin = stage.clients().admin()) {
            admin.alterConsumerGroupOffsets(
                            group(id),
                            Map.of(new TopicPartition(stage.topics().stored().name(), 0), offset))
                    .all()
                    .get();
        }
    }

    @Test
    void a_batch_that_a_killed_run_left_open_keeps_no_dry_run_waiting() throws Exception {
        // Given
        try (var killed = stage.clients().transactionalProducer(group("r"), PATIENCE);
                var reader = stage.clients().reader(group("r"))) {
            killed.initTransactions();
            killed.beginTransaction();
            killed.sendOffsetsToTransaction(
                    Map.of(
                            new TopicPartition(stage.topics().stored().name(), 0),
                            new OffsetAndMetadata(1)),
                    reader.groupMetadata());

            // When, Then
            assertThat(stage.job(request).dryRun(new Silent()).total()).isEqualTo(20);
            assertThat(stage.job(request).run(new Silent()).total()).isEqualTo(20);
        }
    }

    @Test
    void a_replay_that_is_closed_leaves_no_batch_open() throws Exception {
        // Given
        ReplayJob job = stage.job(request("r", Instant.EPOCH, Optional.empty(), false, 1));
        var run = CompletableFuture.runAsync(() -> job.run(new Silent()));
        await().atMost(PATIENCE).until(() -> isOpen("r"));

        // When
        job.close();

        // Then
        assertThat(isOpen("r")).isFalse();
        assertThatThrownBy(run::join).hasMessageContaining("told to stop");
    }

    private boolean isOpen(String id) throws Exception {
        return stage.isOpen(group(id));
    }

    private String group(String id) {
        return stage.clients().prefixed("replay-" + id);
    }

    private ReplayRequest request(
            String id, Instant from, Optional<String> tenant, boolean effects, int perSecond) {
        return new ReplayRequest(
                new ReplayMark(id, effects),
                from,
                request == null ? ReplayStage.afterNow() : request.to(),
                tenant,
                Optional.empty(),
                "ann",
                perSecond);
    }
}
