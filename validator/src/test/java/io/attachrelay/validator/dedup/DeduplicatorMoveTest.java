package io.attachrelay.validator.dedup;

import static io.attachrelay.validator.dedup.DedupWorld.awaitTrue;
import static io.attachrelay.validator.dedup.DedupWorld.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.ChildProcess;
import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.validator.TestKafka;
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

/** Partitions move between instances, which keep or take over the state on their disks. */
class DeduplicatorMoveTest {

    private static final List<String> FIRST = ids(0, 3_000);
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
        world.awaitReadToTheEnd(first);
        first.stop();
        assertThat(world.passed()).containsExactlyInAnyOrderElementsOf(ALL);
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
                awaitTrue(() -> world.tables("host-1").size() == partitions);
                awaitTrue(() -> world.tables("host-2").size() == partitions);
                world.awaitReadToTheEnd();
                standbys = identities("host-2");
            }

            // When
            world.sendAndWait(ids(0, 6_000));
            world.awaitReadToTheEnd();
            assertThat(identities("host-2")).isEqualTo(standbys);
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
    private List<String> identities(String instance) throws IOException {
        List<String> identities = new ArrayList<>();
        for (Path table : world.tables(instance)) {
            identities.add(Files.readString(table.resolve("IDENTITY")));
        }
        return identities;
    }
}
