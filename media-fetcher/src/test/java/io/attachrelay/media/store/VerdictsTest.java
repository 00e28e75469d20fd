package io.attachrelay.media.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.model.Custody;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MediaFacts;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.Platform;
import io.attachrelay.model.Sha256;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.Verdict;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictsTest {

    private static final MediaId ORIGINAL = MediaId.of("acme", Platform.GENESYS, "c", "m", "a");
    private static final MediaId COPY = ORIGINAL.derived("clean");
    private static final MediaId OTHER = MediaId.of("acme", Platform.GENESYS, "c", "m", "b");

    @TempDir Path dir;
    private Verdicts verdicts;

    @BeforeEach
    void open() {
        verdicts = new Verdicts(new DiskStore(dir, Clock.systemUTC()));
    }

    @Test
    void what_is_used_in_place_of_a_file_is_its_clean_copy() {
        // Given
        settle(COPY, null);
        settle(ORIGINAL, COPY);

        // When, Then
        assertThat(verdicts.ofUsed(key(ORIGINAL)).orElseThrow().attachment().mediaId())
                .isEqualTo(COPY);
        assertThat(verdicts.ofUsed(key(COPY)).orElseThrow().attachment().mediaId()).isEqualTo(COPY);
    }

    @Test
    void a_file_without_a_copy_is_used_itself() {
        // Given
        settle(OTHER, null);

        // When, Then
        assertThat(verdicts.ofUsed(key(OTHER))).isEqualTo(verdicts.of(key(OTHER)));
        assertThat(verdicts.ofUsed(key(ORIGINAL))).isEmpty();
    }

    @Test
    void a_copy_without_a_verdict_is_not_used_yet() {
        // Given
        settle(ORIGINAL, COPY);

        // When, Then
        assertThat(verdicts.ofUsed(key(ORIGINAL))).isEmpty();
    }

    @Test
    void a_clean_copy_is_no_medium_of_the_message() {
        // Given
        settle(COPY, null);
        settle(ORIGINAL, COPY);
        settle(OTHER, null);

        // When, Then
        assertThat(verdicts.ofMessage("acme", OTHER))
                .extracting(judged -> judged.attachment().mediaId())
                .containsExactlyInAnyOrder(ORIGINAL, OTHER);
    }

    private void settle(MediaId id, @Nullable MediaId cleanCopy) {
        var kept = new StoredAttachment.Kept(id, null, null, null, 1, Sha256.of(new byte[] {1}));
        var accepted = new Verdict.Accepted("image/png", MediaKind.IMAGE, MediaFacts.NONE);
        verdicts.settle(
                key(id), new JudgedAttachment(kept, accepted, List.of(), Custody.STORE, cleanCopy));
    }

    private static ObjectKey key(MediaId id) {
        return new ObjectKey("acme", id);
    }
}
