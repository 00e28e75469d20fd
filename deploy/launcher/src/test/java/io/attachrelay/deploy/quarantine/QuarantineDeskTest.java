package io.attachrelay.deploy.quarantine;

import static io.attachrelay.deploy.quarantine.QuarantinedSample.ID;
import static io.attachrelay.deploy.quarantine.QuarantinedSample.KEY;
import static io.attachrelay.deploy.quarantine.QuarantinedSample.SHA256;
import static io.attachrelay.deploy.quarantine.QuarantinedSample.THEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.attachrelay.media.store.DiskStore;
import io.attachrelay.media.store.KnownBytes;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.Quarantine.Place;
import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.Custody;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MediaFacts;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineDeskTest {

    @TempDir Path folder;
    private DiskStore store;
    private Verdicts verdicts;
    private KnownBytes known;
    private QuarantineDesk desk;

    @BeforeEach
    void open() {
        store = new DiskStore(folder.resolve("store"), Clock.systemUTC());
        verdicts = new Verdicts(store);
        known = new KnownBytes(store);
        desk = new QuarantineDesk(store);
    }

    @Test
    void what_is_there_is_listed_with_what_is_known_of_it() throws IOException {
        // When
        quarantined(ReasonCode.EXECUTABLE);

        // Then
        assertThat(desk.list("acme"))
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.objectKey()).isEqualTo(KEY.path());
                    assertThat(file.bytes()).isEqualTo("quarantine");
                    assertThat(file.reason()).isEqualTo(ReasonCode.EXECUTABLE);
                    assertThat(file.conversationId()).isEqualTo("c");
                    assertThat(file.since()).isEqualTo(THEN);
                });
        assertThat(desk.list("globex")).isEmpty();
    }

    @Test
    void what_was_released_is_accepted_as_what_it_is() throws IOException {
        // Given: of a type that is no medium
        quarantined(ReasonCode.EXECUTABLE);

        // When
        desk.release(KEY);

        // Then
        JudgedAttachment judged = verdicts.of(KEY).orElseThrow();
        assertThat(judged.verdict())
                .isEqualTo(
                        new Verdict.Accepted(
                                "application/x-elf", MediaKind.DOCUMENT, MediaFacts.NONE));
        assertThat(judged.custody()).isEqualTo(Custody.RELEASED);
        assertThat(known.of("acme", SHA256)).contains(judged);
        assertThat(store.quarantine().placeOf(KEY)).isEqualTo(Place.STORE);
        assertThat(desk.list("acme")).isEmpty();
    }

    @Test
    void a_release_that_was_cut_short_is_finished() throws IOException {
        // Given: the bytes are back, and the verdict is still the old one
        quarantined(ReasonCode.EXECUTABLE);
        store.quarantine().release(KEY);

        // When
        desk.release(KEY);

        // Then
        assertThat(verdicts.of(KEY).orElseThrow().custody()).isEqualTo(Custody.RELEASED);
        assertThat(store.quarantine().placeOf(KEY)).isEqualTo(Place.STORE);
    }

    @Test
    void who_releases_a_name_releases_no_bytes() throws IOException {
        // Given
        quarantined(ReasonCode.MISLEADING_NAME);

        // When
        desk.release(KEY);

        // Then
        assertThat(verdicts.of(KEY).orElseThrow().custody()).isEqualTo(Custody.RELEASED);
        assertThat(known.of("acme", SHA256)).isEmpty();
    }

    @Test
    void what_was_deleted_is_shown_and_not_released() throws IOException {
        // Given
        JudgedAttachment judged = quarantined(ReasonCode.EXECUTABLE);

        // When
        desk.delete(KEY);
        desk.delete(KEY);

        // Then
        assertThat(desk.show(KEY).bytes()).isEqualTo("deleted");
        assertThat(verdicts.of(KEY)).contains(judged);
        assertThatThrownBy(() -> desk.release(KEY))
                .isInstanceOf(QuarantineException.class)
                .hasMessageContaining("deleted");
        assertThat(known.of("acme", SHA256)).isEmpty();
    }

    @Test
    void what_is_not_there_is_no_business_of_an_operators() throws IOException {
        // Given: rejected, and never quarantined
        var kept = QuarantinedSample.kept(store);
        verdicts.settle(
                KEY,
                new JudgedAttachment(
                        kept, QuarantinedSample.rejected(ReasonCode.TOO_LARGE), List.of()));
        var nothing = new ObjectKey("globex", ID);

        // Then
        assertThatThrownBy(() -> desk.release(KEY)).hasMessageContaining("is not in quarantine");
        assertThatThrownBy(() -> desk.delete(KEY)).hasMessageContaining("is not in quarantine");
        assertThatThrownBy(() -> desk.show(nothing)).hasMessageContaining("does not exist");
    }

    private JudgedAttachment quarantined(ReasonCode reason) throws IOException {
        return QuarantinedSample.in(store, reason);
    }
}
