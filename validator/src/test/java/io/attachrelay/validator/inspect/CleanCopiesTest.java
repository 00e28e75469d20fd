package io.attachrelay.validator.inspect;

import static io.attachrelay.validator.inspect.TestBytes.latin1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.attachrelay.media.store.DiskStore;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.StoreException;
import io.attachrelay.model.Sha256;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.validator.inspect.deep.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stripper costs a file its copy at most. */
class CleanCopiesTest {

    private static final Limits LIMITS = new Limits(Duration.ofMillis(300), 64 << 20);
    private static final Limits PATIENT = new Limits(Duration.ofSeconds(60), 64 << 20);
    private static final Executor THREADS = work -> Thread.ofPlatform().daemon().start(work);

    @TempDir Path folder;
    private final BadStripper bad = new BadStripper(false);
    private DiskStore store;

    @BeforeEach
    void open() {
        store = new DiskStore(folder.resolve("store"), Clock.systemUTC());
    }

    @AfterEach
    void endLoops() {
        bad.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "loop",
                "read in a loop",
                "loop in the copy",
                "flood",
                "copy without end",
                "recurse",
                "break",
                "throw",
                "give up"
            })
    void a_stripper_that_goes_astray_costs_the_file_its_copy(String word) throws Exception {
        // Given
        StoredAttachment.Kept kept = keep(word);

        // When
        Optional<StoredAttachment.Kept> copy = make(copies(LIMITS), kept);

        // Then
        assertThat(copy).isEmpty();
        assertThat(store.find(CleanCopies.keyOf(key(kept)))).isEmpty();
    }

    @Test
    void other_files_get_their_copies_while_one_loops() throws Exception {
        // Given
        CleanCopies copies = copies(PATIENT);
        StoredAttachment.Kept hostile = keep("loop");
        var looping = CompletableFuture.supplyAsync(() -> make(copies, hostile), THREADS);
        bad.awaitLoop();

        // When
        for (int i = 0; i < 20; i++) {
            assertThat(make(copies, keep("harmless " + i))).isPresent();
        }

        // Then
        assertThat(looping).isNotDone();
        bad.close();
        assertThat(looping.orTimeout(60, SECONDS).join()).isPresent();
    }

    @Test
    void what_the_stripper_made_is_what_is_stored() throws Exception {
        // When
        StoredAttachment.Kept copy = make(copies(LIMITS), keep("harmless")).orElseThrow();

        // Then
        assertThat(copy.sha256()).isEqualTo(Sha256.of(latin1("harmless")));
        try (InputStream bytes = store.open(key(copy), 0, copy.sizeBytes())) {
            assertThat(bytes).hasBinaryContent(latin1("harmless"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_fault_of_the_store_stays_one_even_if_the_stripper_hides_it(boolean hidden)
            throws Exception {
        // Given: bytes that can't be read any more
        StoredAttachment.Kept kept = keep("harmless");
        CleanCopies copies = copies(LIMITS);
        var original = store.find(key(kept)).orElseThrow();
        store.quarantine().take(key(kept));

        // When, Then
        try (var stripper = new BadStripper(hidden)) {
            assertThatThrownBy(() -> copies.make(original, kept, "text/plain", stripper))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("quarantine");
        }
    }

    @Test
    void a_file_that_ends_the_process_each_time_it_is_stripped_is_not_stripped_any_more()
            throws Exception {
        // Given
        StoredAttachment.Kept kept = keep("harmless");
        Path notes = folder.resolve("examinations");
        TestNotes.died(notes, CleanCopies.noteOf(kept.sha256()), true);
        var suspects = new Suspects(ExaminationNotes.open(notes, Clock.systemUTC()));

        // When
        Optional<StoredAttachment.Kept> copy =
                make(new CleanCopies(store, suspects, box(LIMITS)), kept);

        // Then
        assertThat(copy).isEmpty();
        assertThat(make(new CleanCopies(store, suspects, box(LIMITS)), keep("other"))).isPresent();
    }

    private CleanCopies copies(Limits limits) {
        return new CleanCopies(store, TestNotes.nobody(folder), box(limits));
    }

    private static ExaminationBox box(Limits limits) {
        return new ExaminationBox(limits, new Runaways(() -> {}));
    }

    private Optional<StoredAttachment.Kept> make(CleanCopies copies, StoredAttachment.Kept kept) {
        return copies.make(store.find(key(kept)).orElseThrow(), kept, "text/plain", bad);
    }

    private StoredAttachment.Kept keep(String word) throws IOException {
        return TestEvents.keep(store, "acme", word, latin1(word), null);
    }

    private static ObjectKey key(StoredAttachment.Kept kept) {
        return new ObjectKey("acme", kept.mediaId());
    }
}
