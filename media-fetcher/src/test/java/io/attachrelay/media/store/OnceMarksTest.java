package io.attachrelay.media.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.attachrelay.media.store.OnceMarks.Ending;
import io.attachrelay.topic.RetryLaterException;
import java.lang.reflect.Proxy;
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
    private SidecarStore disk;
    private OnceMarks marks;

    /** The store's next call of this name fails. */
    private String failing = "";

    /** It is done all the same, and only its answer is lost. */
    private boolean done;

    @BeforeEach
    void open() {
        disk = new DiskStore(dir, Clock.systemUTC());
        marks = new OnceMarks(failing(disk), Clock.systemUTC());
    }

    @Test
    void a_call_that_ended_is_not_made_again_and_its_ending_is_known() throws Exception {
        // Given
        marks.once(KEY, begun -> ended(begun, Ending.DONE));

        // When
        Ending again = marks.once(KEY, begun -> ended(begun, Ending.REFUSED));

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
                                begun -> {
                                    begun.begin();
                                    throw new IllegalStateException("crash");
                                }))
                .isInstanceOf(IllegalStateException.class);

        // When
        Ending again = marks.once(KEY, begun -> ended(begun, Ending.DONE));

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
                                begun -> {
                                    begun.begin();
                                    throw new RetryLaterException("busy", Duration.ZERO);
                                }))
                .isInstanceOf(RetryLaterException.class);

        // When
        Ending again = marks.once(KEY, begun -> ended(begun, Ending.DONE));

        // Then
        assertThat(again).isEqualTo(Ending.DONE);
    }

    @Test
    void a_call_that_never_began_leaves_no_mark() throws Exception {
        // Given
        assertThatThrownBy(() -> marks.once(KEY, _ -> notNow()))
                .isInstanceOf(RetryLaterException.class);

        // When
        Ending ofAnother = anotherProcess().once(KEY, begun -> ended(begun, Ending.DONE));

        // Then
        assertThat(ofAnother).isEqualTo(Ending.DONE);
        assertThat(calls).hasValue(1);
    }

    @Test
    void an_ending_without_a_call_is_kept_as_well() throws Exception {
        // Given
        marks.once(KEY, _ -> Ending.GIVEN_UP);

        // When
        Ending again = anotherProcess().once(KEY, begun -> ended(begun, Ending.DONE));

        // Then
        assertThat(again).isEqualTo(Ending.GIVEN_UP);
        assertThat(calls).hasValue(0);
    }

    @Test
    void a_call_that_another_process_has_begun_meanwhile_is_not_made() throws Exception {
        // When
        assertThatThrownBy(() ->
                        marks.once(
                                KEY,
                                begun -> {
                                    anotherProcess().once(KEY, b -> ended(b, Ending.DONE));
                                    return ended(begun, Ending.REFUSED);
                                }))
                .isInstanceOf(RetryLaterException.class);

        // Then
        assertThat(marks.once(KEY, begun -> ended(begun, Ending.REFUSED))).isEqualTo(Ending.DONE);
        assertThat(calls).hasValue(1);
    }

    @Test
    void a_call_under_way_is_not_made_a_second_time_by_the_same_process() throws Exception {
        // When
        Ending ending =
                marks.once(
                        KEY,
                        begun -> {
                            assertThatThrownBy(() -> marks.once(KEY, b -> ended(b, Ending.DONE)))
                                    .isInstanceOf(RetryLaterException.class);
                            return ended(begun, Ending.DONE);
                        });

        // Then
        assertThat(ending).isEqualTo(Ending.DONE);
        assertThat(calls).hasValue(1);
    }

    @Test
    void a_call_whose_mark_stands_though_writing_it_failed_is_made_later() throws Exception {
        // Given
        fail("create", true);
        assertThatThrownBy(() -> marks.once(KEY, begun -> ended(begun, Ending.DONE)))
                .isInstanceOf(StoreException.class);

        // When
        Ending again = marks.once(KEY, begun -> ended(begun, Ending.DONE));

        // Then
        assertThat(again).isEqualTo(Ending.DONE);
        assertThat(calls).hasValue(1);
    }

    @Test
    void a_call_that_was_surely_not_done_is_made_again_though_its_mark_still_stands()
            throws Exception {
        // Given
        fail("delete", false);
        assertThatThrownBy(() ->
                        marks.once(
                                KEY,
                                begun -> {
                                    begun.begin();
                                    return notNow();
                                }))
                .isInstanceOf(RetryLaterException.class);
        assertThat(disk.read(KEY)).isPresent();

        // When
        Ending again = marks.once(KEY, begun -> ended(begun, Ending.DONE));

        // Then
        assertThat(again).isEqualTo(Ending.DONE);
        assertThat(calls).hasValue(1);
    }

    @Test
    void an_ending_that_could_not_be_written_is_remembered_and_written_later() throws Exception {
        // Given
        fail("replace", false);
        assertThatThrownBy(() -> marks.once(KEY, begun -> ended(begun, Ending.DONE)))
                .isInstanceOf(StoreException.class);

        // When
        Ending again = marks.once(KEY, begun -> ended(begun, Ending.REFUSED));

        // Then
        assertThat(again).isEqualTo(Ending.DONE);
        assertThat(anotherProcess().once(KEY, b -> ended(b, Ending.REFUSED)))
                .isEqualTo(Ending.DONE);
        assertThat(calls).hasValue(1);
    }

    private OnceMarks anotherProcess() {
        return new OnceMarks(disk, Clock.systemUTC());
    }

    private static Ending notNow() throws RetryLaterException {
        throw new RetryLaterException("busy", Duration.ZERO);
    }

    private void fail(String call, boolean done) {
        this.failing = call;
        this.done = done;
    }

    private SidecarStore failing(SidecarStore real) {
        return (SidecarStore)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {SidecarStore.class},
                        (_, method, arguments) -> {
                            boolean fails = method.getName().equals(failing);
                            Object answer = fails && !done ? null : method.invoke(real, arguments);
                            if (fails) {
                                failing = "";
                                throw new StoreException("told to fail");
                            }
                            return answer;
                        });
    }

    private Ending ended(OnceMarks.Beginning begun, Ending how) throws RetryLaterException {
        begun.begin();
        calls.incrementAndGet();
        return how;
    }
}
