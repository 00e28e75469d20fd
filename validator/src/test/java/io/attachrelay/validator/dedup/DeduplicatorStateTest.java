package io.attachrelay.validator.dedup;

import static io.attachrelay.validator.dedup.DedupWorld.awaitTrue;
import static io.attachrelay.validator.dedup.DedupWorld.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.ChildProcess;
import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.topic.Topic;
import io.attachrelay.validator.TestKafka;
import io.attachrelay.validator.dedup.ids.TableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Whatever becomes of the state on the disk, each event passes once. */
class DeduplicatorStateTest {

    // 128 and SIGTERM's number.
    private static final int ENDED_IN_ORDER = 143;
    private static final List<String> FIRST = ids(0, 3_000);
    private static final List<String> MORE = ids(3_000, 24_000);
    private static final List<String> ALL = ids(0, 24_000);

    @TempDir static Path shared;
    private static KafkaBroker broker;

    @TempDir Path dir;
    private DedupWorld world;

    @BeforeAll
    static void startBroker() {
        broker = TestKafka.startBroker(shared);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start(TestInfo test) {
        world = new DedupWorld(broker, test.getTestMethod().orElseThrow().getName() + ".", dir);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void what_a_killed_one_had_committed_is_believed_and_nothing_else() throws Exception {
        // Given
        killInTheMiddle();

        // When
        ChildProcess next = world.startProcess();
        world.sendAndWait(MORE);

        // Then
        assertAllPassedOnce(next);
        assertThat(world.processLog()).content().doesNotContain("Corrupted");
    }

    /** The broker may have lost what the state still tells of. */
    @Test
    void what_is_left_from_before_the_machine_was_started_is_read_anew() throws Exception {
        // Given
        killInTheMiddle();

        // When
        ChildProcess next = world.startProcess("next boot");
        world.sendAndWait(MORE);

        // Then
        assertAllPassedOnce(next);
        assertThat(world.processLog()).content().contains("is from before the machine was started");
    }

    @Test
    void a_state_that_can_not_be_opened_is_read_anew() throws Exception {
        // Given
        killInTheMiddle();
        for (Path table : tables(world.state(DeduplicatorProcess.INSTANCE))) {
            TableFiles.delete(table, "MANIFEST-*");
        }

        // When
        ChildProcess next = world.startProcess();
        world.sendAndWait(MORE);

        // Then
        assertAllPassedOnce(next);
        assertThat(world.processLog()).content().contains("can't be opened");
    }

    @Test
    void a_state_with_unreadable_ids_is_read_anew_when_one_is_looked_for() throws Exception {
        // Given
        killInTheMiddle();
        for (Path table : tables(world.state(DeduplicatorProcess.INSTANCE))) {
            TableFiles.write(table);
            TableFiles.damage(table);
        }

        // When
        ChildProcess next = world.startProcess();
        world.sendAndWait(MORE);

        // Then
        assertAllPassedOnce(next);
        assertThat(world.processLog())
                .content()
                .contains("block checksum mismatch")
                .doesNotContain("can't be opened");
    }

    private void killInTheMiddle() throws Exception {
        ChildProcess first = world.startProcess();
        world.sendAndWait(FIRST);
        world.awaitReadToTheEnd(first);
        assertThat(first.stop()).isEqualTo(ENDED_IN_ORDER);
        TestKafka kafka = world.kafka();
        Topic<?> fresh = kafka.topics().fresh();
        long before = kafka.end(fresh);
        ChildProcess second = world.startProcess();
        var rest = world.send(MORE);
        awaitTrue(() -> kafka.end(fresh) > before);
        second.kill();
        DedupWorld.acknowledged(rest);
        assertThat(kafka.isReadToTheEnd("deduplicator", kafka.topics().stored())).isFalse();
    }

    private void assertAllPassedOnce(ChildProcess deduplicator) throws Exception {
        world.awaitReadToTheEnd(deduplicator);
        deduplicator.stop();
        assertThat(world.passed()).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void partitions_move_to_another_instance_and_back() throws Exception {
        // Given
        ChildProcess first = world.startProcess();
        world.sendAndWait(FIRST);
        world.awaitReadToTheEnd(first);

        // When
        try (var second = world.deduplicator("host-2", 1)) {
            second.start();
            world.sendAndWait(ids(0, 6_000));
            world.awaitReadToTheEnd(first);
            first.stop();
            world.sendAndWait(ids(0, 9_000));
            world.awaitReadToTheEnd();
            first = world.startProcess();
            world.sendAndWait(ids(0, 12_000));
            world.awaitReadToTheEnd(first);
        }
        world.sendAndWait(ALL);

        // Then
        assertAllPassedOnce(first);
    }

    /** As with several brokers; here the changelog is there before, on one. */
    @Test
    void standby_replicas_take_over() throws Exception {
        // Given
        int partitions = createChangelog();
        List<String> standbys;
        try (var second = world.deduplicator("host-2", 2)) {
            second.start();
            try (var first = world.deduplicator("host-1", 2)) {
                first.start();
                world.sendAndWait(FIRST);
                awaitTrue(() -> tables(world.state("host-1")).size() == partitions);
                awaitTrue(() -> tables(world.state("host-2")).size() == partitions);
                world.awaitReadToTheEnd();
                standbys = identities(world.state("host-2"));
            }

            // When
            world.sendAndWait(ids(0, 6_000));
            world.awaitReadToTheEnd();
            assertThat(identities(world.state("host-2"))).isEqualTo(standbys);
            try (var again = world.deduplicator("host-1", 2)) {
                again.start();
                world.sendAndWait(ids(0, 9_000));
                world.awaitReadToTheEnd();
            }
            world.sendAndWait(ALL);
            world.awaitReadToTheEnd();
        }

        // Then
        assertThat(world.passed()).containsExactlyInAnyOrderElementsOf(ALL);
    }

    private int createChangelog() throws Exception {
        int partitions = world.kafka().topics().stored().partitions();
        String name =
                world.kafka().clients().prefixed("deduplicator")
                        + "-"
                        + SeenEvents.STORE
                        + "-changelog";
        world.kafka()
                .admin()
                .createTopics(
                        List.of(
                                new NewTopic(name, Optional.of(partitions), Optional.empty())
                                        .configs(Map.of("cleanup.policy", "compact"))))
                .all()
                .get();
        return partitions;
    }

    /** A table that is made anew has another. */
    private static List<String> identities(Path state) throws IOException {
        List<String> identities = new ArrayList<>();
        for (Path table : tables(state)) {
            identities.add(Files.readString(table.resolve("IDENTITY")));
        }
        return identities;
    }

    private static List<Path> tables(Path state) throws IOException {
        try (var files = Files.find(state, 3, (path, _) -> path.endsWith(SeenEvents.STORE))) {
            return files.sorted().toList();
        }
    }
}
