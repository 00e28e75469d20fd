package io.attachrelay.media.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.attachrelay.media.store.OnceMarks.Ending;
import io.attachrelay.topic.RetryLaterException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnceMarksTest {

    private static final SidecarKey KEY = SidecarKey.hashed("acme", "notices", "any/../thing");

    @TempDir Path dir;
    private final AtomicInteger calls = new AtomicInteger();
    private OnceMarks marks;

    @BeforeEach
    void open() {
        marks = new OnceMarks(new DiskStore(dir, Clock.systemUTC()), Clock.systemUTC());
    }

    @Test
    void a_call_that_ended_is_not_made_again_and_its_ending_is_known() throws Exception {
        // Given
        marks.once(KEY, () -> ended(Ending.DONE));

        // When
        Ending again = marks.once(KEY, () -> ended(Ending.REFUSED));

        // Then
        assertThat(again).isEqualTo(Ending.DONE);
        assertThat(calls).hasValue(1);
    }

    @Test
    void a_call_that_broke_off_is_in_doubt_and_not_made_again() throws Exception {
        // Given
        assertThatThrownBy(() ->
                        marks.once(
                                KEY,
                                () -> {
                                    throw new IllegalStateException("crash");
                                }))
                .isInstanceOf(IllegalStateException.class);

        // When
        Ending again = marks.once(KEY, () -> ended(Ending.DONE));

        // Then
        assertThat(again).isEqualTo(Ending.IN_DOUBT);
        assertThat(calls).hasValue(0);
    }

    @Test
    void a_call_that_was_surely_not_done_may_be_made_again() throws Exception {
        // Given
        assertThatThrownBy(() ->
                        marks.once(
                                KEY,
                                () -> {
                                    throw new RetryLaterException("busy", Duration.ZERO);
                                }))
                .isInstanceOf(RetryLaterException.class);

        // When
        Ending again = marks.once(KEY, () -> ended(Ending.DONE));

        // Then
        assertThat(again).isEqualTo(Ending.DONE);
    }

    private Ending ended(Ending how) {
        calls.incrementAndGet();
        return how;
    }
}
