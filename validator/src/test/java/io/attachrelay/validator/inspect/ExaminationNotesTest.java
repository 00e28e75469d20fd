package io.attachrelay.validator.inspect;

import static io.attachrelay.validator.inspect.ExaminationNotes.Past.BLAMELESS;
import static io.attachrelay.validator.inspect.ExaminationNotes.Past.DEADLY;
import static io.attachrelay.validator.inspect.ExaminationNotes.Past.SUSPECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.attachrelay.deploy.testkit.ChildProcess;
import io.attachrelay.model.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExaminationNotesTest {

    private static final Sha256 ONE = NotesProcess.bytes("one");
    private static final Sha256 OTHER = NotesProcess.bytes("other");

    @TempDir Path dir;
    private Path folder;
    private Instant now = Instant.now();
    private ExaminationNotes notes;

    @BeforeEach
    void open() {
        folder = dir.resolve("examinations");
        notes = open(folder);
    }

    @AfterEach
    void close() {
        notes.close();
    }

    @Test
    void what_was_under_examination_when_the_process_died_is_suspect() throws Exception {
        // Given
        notes.begin(ONE, false);
        notes.begin(OTHER, false).close();

        // When
        restart();

        // Then
        assertThat(notes.past(ONE)).isEqualTo(SUSPECT);
        assertThat(notes.past(OTHER)).isEqualTo(BLAMELESS);
    }

    @Test
    void what_was_examined_alone_then_is_deadly() throws Exception {
        // Given
        notes.begin(OTHER, false).close();
        notes.begin(ONE, true);

        // When
        restart();

        // Then
        assertThat(notes.past(ONE)).isEqualTo(DEADLY);
    }

    @Test
    void nothing_is_alone_beside_what_still_runs() throws Exception {
        // Given
        notes.begin(OTHER, false);
        notes.begin(ONE, true);

        // When
        restart();

        // Then
        assertThat(notes.past(ONE)).isEqualTo(SUSPECT);
    }

    @Test
    void a_death_alone_counts_whatever_was_before_and_after() throws Exception {
        // Given
        for (boolean alone : List.of(false, true, false)) {
            notes.begin(ONE, alone);
            restart();
        }

        // Then
        assertThat(notes.past(ONE)).isEqualTo(DEADLY);
        assertThat(noted()).hasSize(3);
    }

    @Test
    void the_same_bytes_may_be_under_examination_twice() throws Exception {
        // Given
        notes.begin(ONE, false);
        notes.begin(ONE, false).close();

        // When
        restart();
        notes.begin(ONE, false).close();

        // Then
        assertThat(notes.past(ONE)).isEqualTo(SUSPECT);
        restart();
        assertThat(notes.past(ONE)).isEqualTo(SUSPECT);
    }

    @Test
    void what_is_cleared_is_blameless_for_every_later_process() throws Exception {
        // Given
        notes.begin(ONE, false);
        restart();

        // When
        notes.forget(ONE);

        // Then
        assertThat(notes.past(ONE)).isEqualTo(BLAMELESS);
        restart();
        assertThat(notes.past(ONE)).isEqualTo(BLAMELESS);
        assertThat(noted()).isEmpty();
    }

    @Test
    void a_death_is_forgotten_after_a_day() throws Exception {
        // Given
        notes.begin(ONE, true);
        restart();

        // When
        now = now.plus(Duration.ofHours(23));
        var almost = notes.past(ONE);
        now = now.plus(Duration.ofHours(2));

        // Then
        assertThat(almost).isEqualTo(DEADLY);
        assertThat(notes.past(ONE)).isEqualTo(BLAMELESS);
        assertThat(noted()).isEmpty();
    }

    @Test
    void a_process_that_is_told_to_end_suspects_nobody() throws Exception {
        // Given
        var early = notes.begin(ONE, true);

        // When
        notes.close();
        var late = notes.begin(OTHER, true);

        // Then
        assertThat(noted()).isEmpty();
        early.close();
        late.close();
        notes = open(folder);
        assertThat(notes.past(ONE)).isEqualTo(BLAMELESS);
        assertThat(notes.past(OTHER)).isEqualTo(BLAMELESS);
    }

    @Test
    void what_is_no_note_is_left_alone() throws Exception {
        // Given
        for (String name : List.of("x", ONE + ".alone", ONE + ".-1.alone", ONE + ".1.ALONE")) {
            Files.createFile(folder.resolve(name));
        }
        Files.createFile(folder.resolve(ONE + ".99999999999999999999.alone"));
        Files.createDirectory(folder.resolve("sub"));
        Files.writeString(folder.resolve(OTHER + ".7.beside"), "what an editor left in it");

        // When
        notes.close();
        notes = open(folder);

        // Then
        assertThat(notes.past(ONE)).isEqualTo(BLAMELESS);
        assertThat(notes.past(OTHER)).isEqualTo(SUSPECT);
        assertThat(folder).isDirectoryContaining(file -> file.endsWith("sub"));
        assertThat(folder).isDirectoryContaining(file -> file.endsWith("x"));
    }

    @Test
    void a_disk_that_takes_no_note_stops_no_examination() throws Exception {
        // Given
        Path away = dir.resolve("away");
        Files.move(folder, away);

        // When
        notes.begin(ONE, false).close();
        notes.forget(ONE);

        // Then
        Files.move(away, folder);
        notes.begin(ONE, false);
        assertThat(noted()).hasSize(1);
    }

    @Test
    void a_folder_that_can_not_be_used_is_named() throws Exception {
        Path file = Files.createFile(dir.resolve("file"));

        assertThatThrownBy(() -> open(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void a_folder_belongs_to_one_process_until_that_dies() throws Exception {
        // Given
        Path theirs = dir.resolve("theirs");
        Path note = theirs.resolve(new NoteName(NotesProcess.bytes("beside"), 2, false).text());
        Path ended = theirs.resolve(new NoteName(NotesProcess.bytes("ended"), 1, false).text());
        ChildProcess process = NotesProcess.start(theirs, dir.resolve("log"));
        boolean ready =
                process.await(
                        () -> Files.exists(note) && Files.notExists(ended), Duration.ofSeconds(60));
        assertThat(ready).as(process.quoteLog()).isTrue();

        // When
        assertThatThrownBy(() -> open(theirs))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(theirs.toString());
        process.kill();

        // Then
        try (var left = open(theirs)) {
            assertThat(left.past(NotesProcess.bytes("alone"))).isEqualTo(DEADLY);
            assertThat(left.past(NotesProcess.bytes("beside"))).isEqualTo(SUSPECT);
            assertThat(left.past(NotesProcess.bytes("ended"))).isEqualTo(BLAMELESS);
        }
    }

    @Test
    void two_parts_of_a_process_do_not_share_a_folder() {
        assertThatThrownBy(() -> open(folder)).isInstanceOf(IllegalStateException.class);
    }

    private void restart() throws IOException {
        folder = TestNotes.afterDeath(folder);
        notes.close();
        notes = open(folder);
    }

    private List<Path> noted() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith("lock")).toList();
        }
    }

    private ExaminationNotes open(Path place) {
        InstantSource source = () -> now;
        return ExaminationNotes.open(place, source.withZone(ZoneOffset.UTC));
    }
}
