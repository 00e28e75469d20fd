package io.attachrelay.validator.dedup;

import static io.attachrelay.validator.dedup.DedupWorld.awaitTrue;
import static io.attachrelay.validator.dedup.DedupWorld.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.ChildProcess;
import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.topic.Topic;
import io.attachrelay.validator.TestKafka;
import io.attachrelay.validator.dedup.ids.TableFiles;
import java.nio.file.Path;
import java.util.List;
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
        for (Path table : world.tables(DeduplicatorProcess.INSTANCE)) {
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
        for (Path table : world.tables(DeduplicatorProcess.INSTANCE)) {
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
}
