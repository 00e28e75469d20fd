package io.attachrelay.validator.inspect;

import static io.attachrelay.validator.inspect.ExaminationNotes.Past.BLAMELESS;
import static io.attachrelay.validator.inspect.ExaminationNotes.Past.SUSPECT;
import static io.attachrelay.validator.inspect.TestBytes.content;
import static io.attachrelay.validator.inspect.TestBytes.latin1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.attachrelay.media.store.StoreException;
import io.attachrelay.model.MediaFacts;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Sha256;
import io.attachrelay.validator.inspect.deep.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuspectsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Sha256 ONE = NotesProcess.bytes("one");
    private static final Sha256 OTHER = NotesProcess.bytes("other");
    private static final Examination PLAIN =
            new Examination.Understood("text/plain", MediaFacts.NONE, List.of());

    @TempDir Path dir;
    private Path folder;
    private ExaminationNotes notes;
    private final CountDownLatch end = new CountDownLatch(1);
    private ExaminationBox box = new ExaminationBox(new Limits(PATIENCE, 64 << 20));

    @BeforeEach
    void open() {
        folder = dir.resolve("examinations");
        notes = ExaminationNotes.open(folder, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        end.countDown();
        notes.close();
    }

    @Test
    void what_ends_leaves_no_trace() throws Exception {
        assertThat(examine(ONE, (_, _) -> PLAIN)).isEqualTo(PLAIN);

        restart();
        assertThat(notes.past(ONE)).isEqualTo(BLAMELESS);
    }

    @Test
    void an_error_of_the_parser_leaves_no_trace_either() throws Exception {
        Examination failed =
                examine(
                        ONE,
                        (_, _) -> {
                            throw new NoClassDefFoundError("some/Parser");
                        });

        assertThat(failed).isInstanceOf(Examination.NotUnderstood.class);
        restart();
        assertThat(notes.past(ONE)).isEqualTo(BLAMELESS);
    }

    @Test
    void a_suspect_waits_for_all_others_and_all_others_for_it() {
        // Given
        restartAfterDeathWith(ONE, false);
        var before = new Step(OTHER);
        await().atMost(PATIENCE).until(before::hasBegun);

        // When
        var suspect = new Step(ONE);
        await().atMost(PATIENCE).until(suspect::waits);
        var after = new Step(OTHER);
        await().atMost(PATIENCE).until(after::waits);

        // Then
        assertThat(suspect.hasBegun()).isFalse();
        before.goesOn.countDown();
        await().atMost(PATIENCE).until(suspect::hasBegun);
        assertThat(after.hasBegun()).isFalse();
        suspect.goesOn.countDown();
        await().atMost(PATIENCE).until(after::hasBegun);
        after.goesOn.countDown();
    }

    @Test
    void a_suspect_that_comes_to_its_end_is_cleared() {
        // Given
        restartAfterDeathWith(ONE, false);

        // When
        Examination examination = examine(ONE, (_, _) -> PLAIN);

        // Then
        assertThat(examination).isEqualTo(PLAIN);
        assertThat(notes.past(ONE)).isEqualTo(BLAMELESS);
    }

    @Test
    void a_fault_of_the_store_clears_nobody() {
        // Given
        restartAfterDeathWith(ONE, false);

        // When
        assertThatThrownBy(() ->
                        examine(
                                ONE,
                                (_, _) -> {
                                    throw new StoreException("reading", new IOException());
                                }))
                .isInstanceOf(StoreException.class);

        // Then
        assertThat(notes.past(ONE)).isEqualTo(SUSPECT);
    }

    @Test
    void a_deadly_file_is_not_examined() {
        // Given
        restartAfterDeathWith(ONE, true);

        // When
        Examination examination =
                examine(
                        ONE,
                        (_, _) -> {
                            throw new AssertionError("examined");
                        });

        // Then
        assertThat(examination)
                .isInstanceOfSatisfying(
                        Examination.NotUnderstood.class,
                        file -> {
                            assertThat(file.reason()).isEqualTo(ReasonCode.INSPECTION_FAILED);
                            assertThat(file.detail())
                                    .isEqualTo("the validator died each time it checked the file");
                        });
    }

    @Test
    void nobody_is_alone_beside_one_that_ran_away() throws Exception {
        // Given
        restartAfterDeathWith(ONE, false);
        box = new ExaminationBox(new Limits(Duration.ofMillis(100), 64 << 20));
        Examination givenUp = examine(OTHER, (_, _) -> goesOnWhateverHappens());
        assertThat(givenUp).isInstanceOf(Examination.NotUnderstood.class);

        // When
        Path[] left = new Path[1];
        box = new ExaminationBox(new Limits(PATIENCE, 64 << 20));
        examine(
                ONE,
                (_, _) -> {
                    left[0] = afterDeath();
                    return PLAIN;
                });

        // Then
        try (var later = ExaminationNotes.open(left[0], Clock.systemUTC())) {
            assertThat(later.past(ONE)).isEqualTo(SUSPECT);
            assertThat(later.past(OTHER)).isEqualTo(SUSPECT);
        }
    }

    /** An examination in a thread of its own that ends when it is told to. */
    private final class Step {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch goesOn = new CountDownLatch(1);
        private final Thread caller;

        Step(Sha256 bytes) {
            caller =
                    Thread.ofPlatform()
                            .daemon()
                            .start(() ->
                                    examine(
                                            bytes,
                                            (_, _) -> {
                                                begun.countDown();
                                                awaitQuietly(goesOn);
                                                return PLAIN;
                                            }));
        }

        boolean hasBegun() {
            return begun.getCount() == 0;
        }

        /** For a place: who has one looks at the clock now and then. */
        boolean waits() {
            return caller.getState() == Thread.State.WAITING;
        }
    }

    private Examination examine(Sha256 bytes, Examining examiner) {
        var work = new ExaminationWork(content(latin1("x")), examiner);
        return new Suspects(notes).carryOut(bytes, work, box);
    }

    private Examination goesOnWhateverHappens() {
        while (end.getCount() > 0) {
            Thread.onSpinWait();
        }
        return PLAIN;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new StoreException("interrupted", e);
        }
    }

    private void restartAfterDeathWith(Sha256 bytes, boolean alone) {
        notes.begin(bytes, alone);
        restart();
    }

    private void restart() {
        folder = afterDeath();
        notes.close();
        notes = ExaminationNotes.open(folder, Clock.systemUTC());
    }

    private Path afterDeath() {
        try {
            return TestNotes.afterDeath(folder);
        } catch (IOException e) {
            throw new StoreException("copying", e);
        }
    }
}
