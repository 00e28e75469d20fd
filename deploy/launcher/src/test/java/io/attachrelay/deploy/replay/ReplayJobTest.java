package io.attachrelay.deploy.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.system.TopicTail;
import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.TopicCatalog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayJobTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir static Path dir;
    private static KafkaBroker broker;

    private final ReplayStage stage = new ReplayStage(broker);
    private final KafkaClients clients = stage.clients();
    private final TopicCatalog topics = stage.topics();

    @BeforeAll
    static void startBroker() {
        broker = KafkaBroker.builder().dataDir(dir).build().start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void the_chosen_records_of_the_range_are_copied_with_the_replays_mark() throws Exception {
        // Given
        stage.withTopics();
        stage.publish("acme", "before");
        Instant from = ReplayStage.afterNow();
        stage.publish("acme", "wanted");
        stage.publish("globex", "another tenant");
        Instant to = ReplayStage.afterNow();
        stage.publish("acme", "after");

        // When
        ReplayReport report = job("r1", from, to, Optional.of("acme")).run(new Silent());

        // Then
        try (var copies = new TopicTail<>(clients, topics.stored().replay())) {
            var copy = copies.await(e -> e.message().messageId().equals("wanted"), PATIENCE);
            assertThat(copies.where(_ -> true)).hasSize(1);
            assertThat(copy.header("ar_replay_id")).contains("r1");
            assertThat(copy.header("ar_replay_effects")).contains("false");
            assertThat(copy.header("ar_dedup_key")).contains("k-wanted");
        }
        assertThat(report.records()).containsExactly(Map.entry("acme", 1L));
    }

    @Test
    void a_dry_run_counts_and_writes_nothing() throws Exception {
        // Given
        stage.withTopics();
        Instant from = ReplayStage.afterNow();
        stage.publish("acme", "one");
        stage.publish("acme", "two");

        // When
        ReplayReport report =
                job("r2", from, ReplayStage.afterNow(), Optional.empty()).dryRun(new Silent());

        // Then
        assertThat(report.total()).isEqualTo(2);
        assertThat(end(topics.stored().replay().name())).isZero();
    }

    @Test
    void the_same_replay_run_again_copies_nothing_twice() throws Exception {
        // Given
        stage.withTopics();
        Instant from = ReplayStage.afterNow();
        stage.publish("acme", "one");
        Instant to = ReplayStage.afterNow();
        job("r3", from, to, Optional.empty()).run(new Silent());

        // When
        ReplayReport again = job("r3", from, to, Optional.empty()).run(new Silent());

        // Then
        assertThat(again.total()).isZero();
        try (var copies = new TopicTail<>(clients, topics.stored().replay())) {
            copies.await(e -> e.message().messageId().equals("one"), PATIENCE);
            assertThat(copies.where(_ -> true)).hasSize(1);
        }
    }

    @Test
    void a_replay_that_breaks_off_goes_on_where_its_last_batch_was_committed() throws Exception {
        // Given
        stage.withTopics();
        Instant from = ReplayStage.afterNow();
        stage.publish("acme", 250);
        Instant to = ReplayStage.afterNow();
        BreaksOff firstBatch = new BreaksOff();
        ReplayJob broken = job("r4", from, to, Optional.empty());
        assertThatThrownBy(() -> broken.run(firstBatch)).hasMessage("broken off");

        // When
        ReplayReport rest = job("r4", from, to, Optional.empty()).run(new Silent());

        // Then
        assertThat(firstBatch.passed + rest.total()).isEqualTo(250);
        try (var copies = new TopicTail<>(clients, topics.stored().replay())) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(copies.where(_ -> true)).hasSize(250));
            assertThat(copies.where(_ -> true).stream().map(s -> s.value().message().messageId()))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void records_that_writers_stamped_out_of_order_are_chosen_each_by_its_own_time()
            throws Exception {
        // Given
        stage.withTopicsStampedByWriters();
        Instant from = Instant.now().minus(Duration.ofHours(5));
        Instant to = from.plus(Duration.ofHours(1));
        stage.publishAt(to.plusSeconds(60), "ahead");
        stage.publishAt(from, "first");
        stage.publishAt(from.minusSeconds(60), "behind");
        stage.publishAt(to.minusMillis(1), "last");
        stage.publishAt(to, "after");

        // When
        ReplayReport report = job("r7", from, to, Optional.empty()).run(new Silent());

        // Then
        assertThat(report.total()).isEqualTo(2);
        try (var copies = new TopicTail<>(clients, topics.stored().replay())) {
            copies.await(e -> e.message().messageId().equals("first"), PATIENCE);
            copies.await(e -> e.message().messageId().equals("last"), PATIENCE);
        }
    }

    @Test
    void where_the_broker_stamps_nothing_behind_the_range_is_read() {
        // Given
        stage.withTopics();
        Instant from = ReplayStage.afterNow();
        stage.publish("acme", "wanted");
        Instant to = ReplayStage.afterNow();
        stage.publish("acme", 10);
        Counting progress = new Counting();

        // When
        ReplayReport report = job("r8", from, to, Optional.empty()).dryRun(progress);

        // Then
        assertThat(report.total()).isOne();
        assertThat(progress.offsets).isOne();
    }

    @Test
    void a_replay_of_a_topic_that_is_not_there_is_refused_and_names_those_that_are() {
        // Given
        ReplayStage other = new ReplayStage(broker).withTopics();
        ReplayJob job = job("r6", Instant.EPOCH, Instant.now(), Optional.empty());

        // When, Then
        assertThatThrownBy(() -> job.dryRun(new Silent()))
                .isInstanceOf(ReplayRefusedException.class)
                .hasMessageContaining(
                        "%s has no topic %s, %s, %s",
                        broker.bootstrapServers(),
                        topics.stored().name(),
                        topics.stored().replay().name(),
                        topics.audit().name())
                .hasMessageContaining(other.topics().stored().name());
        assertThatThrownBy(() -> job.run(new Silent())).isInstanceOf(ReplayRefusedException.class);
    }

    @Test
    void the_replay_leaves_an_audit_entry() throws Exception {
        // Given
        stage.withTopics();
        Instant from = ReplayStage.afterNow();
        stage.publish("acme", "one");

        // When
        job("r5", from, ReplayStage.afterNow(), Optional.empty()).run(new Silent());

        // Then
        try (var audit = new TopicTail<>(clients, topics.audit())) {
            var entry = audit.await(a -> a.what().equals("replay.done"), PATIENCE).value();
            assertThat(entry.who()).isEqualTo("replay:ann");
            assertThat(entry.subject()).isEqualTo("r5");
        }
    }

    @Test
    void a_replay_that_breaks_off_has_left_an_audit_entry_of_what_was_asked_for() throws Exception {
        // Given
        stage.withTopics();
        Instant from = ReplayStage.afterNow();
        stage.publish("acme", "one");
        ReplayJob broken = job("r9", from, ReplayStage.afterNow(), Optional.of("acme"));

        // When
        assertThatThrownBy(() -> broken.run(new BreaksOff())).hasMessage("broken off");

        // Then
        try (var audit = new TopicTail<>(clients, topics.audit())) {
            var entry = audit.await(a -> a.subject().equals("r9"), PATIENCE).value();
            assertThat(entry.who()).isEqualTo("replay:ann");
            assertThat(entry.what()).isEqualTo("replay.begun");
            assertThat(entry.tenant()).isEqualTo("acme");
            assertThat(entry.outcome())
                    .startsWith(topics.stored().name() + " from " + from)
                    .endsWith("tenant acme, all conversations, without effects");
        }
    }

    private ReplayJob job(String id, Instant from, Instant to, Optional<String> tenant) {
        return stage.job(ReplayStage.request(id, from, to, tenant));
    }

    private long end(String topic) {
        try (var consumer = clients.reader("end-" + UUID.randomUUID())) {
            var partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private static final class Counting extends Silent {
        private long offsets;

        @Override
        public void begins(long offsets) {
            this.offsets = offsets;
        }
    }

    /** Fails after the first batch was committed, as a killed tool does. */
    private static final class BreaksOff implements ReplayProgress {
        private long passed;

        @Override
        public void begins(long offsets) {}

        @Override
        public void passed(long offsets) {
            passed += offsets;
            if (passed > 0) {
                throw new IllegalStateException("broken off");
            }
        }
    }
}
