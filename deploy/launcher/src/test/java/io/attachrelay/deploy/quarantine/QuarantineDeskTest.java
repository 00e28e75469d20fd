package io.attachrelay.deploy.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.attachrelay.media.store.DiskStore;
import io.attachrelay.media.store.KnownBytes;
import io.attachrelay.media.store.ObjectIdentity;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.Quarantine.Place;
import io.attachrelay.media.store.QuarantineNotes;
import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.Custody;
import io.attachrelay.model.DedupKey;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MediaFacts;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.MessageContext;
import io.attachrelay.model.Origin;
import io.attachrelay.model.Platform;
import io.attachrelay.model.Profile;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Sha256;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineDeskTest {

    private static final byte[] BYTES = {7, 7, 7};
    private static final Sha256 SHA256 = Sha256.of(BYTES);
    private static final MediaId ID = MediaId.of("acme", Platform.GENESYS, "c", "m", "a");
    private static final ObjectKey KEY = new ObjectKey("acme", ID);
    private static final Instant THEN = Instant.parse("2026-11-26T12:00:00Z");

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
        var kept = keep();
        verdicts.settle(KEY, new JudgedAttachment(kept, rejected(ReasonCode.TOO_LARGE), List.of()));
        var nothing = new ObjectKey("globex", ID);

        // Then
        assertThatThrownBy(() -> desk.release(KEY)).hasMessageContaining("is not in quarantine");
        assertThatThrownBy(() -> desk.delete(KEY)).hasMessageContaining("is not in quarantine");
        assertThatThrownBy(() -> desk.show(nothing)).hasMessageContaining("does not exist");
    }

    private JudgedAttachment quarantined(ReasonCode reason) throws IOException {
        var judged =
                new JudgedAttachment(keep(), rejected(reason), List.of(), Custody.QUARANTINE, null);
        verdicts.settle(KEY, judged);
        var message =
                new MessageContext(
                        "acme",
                        Origin.PLATFORM,
                        Platform.GENESYS,
                        Profile.GENESYS_MEDIA_EVENTS,
                        "e",
                        "m",
                        "c",
                        "web",
                        THEN);
        new QuarantineNotes(store)
                .leave(KEY, new QuarantineNotes.Note(message, new DedupKey("key"), THEN));
        store.quarantine().take(KEY);
        return judged;
    }

    private static Verdict rejected(ReasonCode reason) {
        return new Verdict.Rejected("application/x-elf", null, reason, "");
    }

    private StoredAttachment.Kept keep() throws IOException {
        store.put(
                KEY,
                new ObjectIdentity("acme", "genesys", "c", "m", "a"),
                new ByteArrayInputStream(BYTES),
                BYTES.length);
        return new StoredAttachment.Kept(ID, null, null, null, BYTES.length, SHA256);
    }
}
