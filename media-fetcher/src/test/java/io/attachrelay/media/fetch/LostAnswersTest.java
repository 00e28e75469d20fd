package io.attachrelay.media.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.attachrelay.media.store.DiskStore;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.Samples;
import io.attachrelay.media.store.SidecarKey;
import io.attachrelay.media.store.SidecarStore;
import io.attachrelay.media.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claims in a store that does what it is told, and whose answer is lost on the way. */
class LostAnswersTest {

    private static final Duration LIFETIME = Duration.ofSeconds(15);
    private static final Duration DUE = LIFETIME.dividedBy(10);

    private final ObjectKey key = Samples.keyOf(Samples.identity());
    private final SettableClock clock = new SettableClock();

    @TempDir Path folder;
    private LosingStore store;

    @BeforeEach
    void open() {
        store = new LosingStore(new DiskStore(folder, clock));
    }

    @Test
    void a_claim_that_was_taken_is_held() {
        // Given
        store.lose(Lost.WRITE);

        // When
        Optional<HeldClaim> taken = claims("a").take(key);

        // Then
        assertThat(taken).isPresent();
        assertThat(claims("b").take(key)).isEmpty();
    }

    @Test
    void a_claim_that_expired_and_was_taken_over_is_held() {
        // Given
        claims("dead").take(key);
        clock.advance(LIFETIME);
        store.lose(Lost.WRITE);

        // When
        Optional<HeldClaim> taken = claims("a").take(key);

        // Then
        assertThat(taken).isPresent();
    }

    @Test
    void a_renewed_claim_is_still_held_and_given_up_at_the_end() throws Exception {
        // Given
        HeldClaim held = claims("a").take(key).orElseThrow();
        clock.advance(DUE);
        store.lose(Lost.WRITE);

        // When
        held.renewBeforeAsking();
        clock.advance(DUE);
        held.renewBeforeAsking();

        // Then
        clock.advance(LIFETIME.minusMillis(1));
        assertThat(claims("b").take(key)).isEmpty();
        held.close();
        assertThat(claims("b").take(key)).isPresent();
    }

    @Test
    void a_renewal_of_which_nothing_was_heard_is_found_by_the_next_one() throws Exception {
        // Given
        HeldClaim held = claims("a").take(key).orElseThrow();
        clock.advance(DUE);
        store.lose(Lost.ALL);
        held.renewBeforeAsking();
        store.lose(Lost.NONE);
        clock.advance(DUE);

        // When
        held.renewBeforeAsking();

        // Then
        held.close();
        assertThat(claims("b").take(key)).isPresent();
    }

    @Test
    void one_that_was_taken_over_meanwhile_is_not_held() {
        // Given
        HeldClaim held = claims("a").take(key).orElseThrow();
        clock.advance(LIFETIME);
        claims("b").take(key).orElseThrow();
        store.lose(Lost.WRITE);

        // Then
        assertThatThrownBy(held::renewBeforeAsking).isInstanceOf(FetchEndedException.class);
    }

    private Claims claims(String instance) {
        return new Claims(store, clock, instance, LIFETIME);
    }

    private enum Lost {
        NONE,
        /** That of the next write. */
        WRITE,
        ALL
    }

    private static final class LosingStore implements SidecarStore {

        private final SidecarStore real;
        private Lost lost = Lost.NONE;

        LosingStore(SidecarStore real) {
            this.real = real;
        }

        void lose(Lost which) {
            lost = which;
        }

        @Override
        public Optional<Sidecar> read(SidecarKey key) {
            Optional<Sidecar> answer = real.read(key);
            if (lost == Lost.ALL) {
                throw new StoreException("lost");
            }
            return answer;
        }

        @Override
        public Optional<String> create(SidecarKey key, byte[] content) {
            return write(() -> real.create(key, content));
        }

        @Override
        public Optional<String> replace(SidecarKey key, byte[] content, String version) {
            return write(() -> real.replace(key, content, version));
        }

        private Optional<String> write(Supplier<Optional<String>> write) {
            Optional<String> answer = write.get();
            boolean isLost = lost != Lost.NONE;
            lost = lost == Lost.WRITE ? Lost.NONE : lost;
            if (isLost) {
                throw new StoreException("lost");
            }
            return answer;
        }

        @Override
        public boolean delete(SidecarKey key, String version) {
            return real.delete(key, version);
        }

        @Override
        public List<SidecarKey> list(String prefix) {
            return real.list(prefix);
        }
    }
}
