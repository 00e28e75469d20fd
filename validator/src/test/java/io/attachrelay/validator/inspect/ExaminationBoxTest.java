package io.attachrelay.validator.inspect;

import static io.attachrelay.validator.inspect.TestBytes.content;
import static io.attachrelay.validator.inspect.TestBytes.latin1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.media.store.StoreException;
import io.attachrelay.model.Finding;
import io.attachrelay.model.FindingCode;
import io.attachrelay.model.MediaFacts;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.validator.inspect.deep.DeepChecks;
import io.attachrelay.validator.inspect.deep.Limits;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExaminationBoxTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Limits LIMITS = new Limits(Duration.ofMillis(300), 64 << 20);
    private static final Examination UNDERSTOOD =
            new Examination.Understood("text/plain", MediaFacts.NONE, List.of());
    private static final Executor THREADS = work -> Thread.ofPlatform().daemon().start(work);

    private final AtomicInteger ends = new AtomicInteger();
    private final BadCheck bad = new BadCheck();
    private final Examiner examiner =
            new Examiner(InspectionPolicy.standard().names(), DeepChecks.of(bad));
    private final ExaminationBox box =
            new ExaminationBox(LIMITS, new Runaways(ends::incrementAndGet));

    @AfterEach
    void endLoops() {
        bad.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "read in a loop", "hoard", "recurse", "exhaust", "break"})
    void a_check_that_goes_astray_costs_the_file_its_verdict_and_nothing_that_was_known(
            String word) {
        assertThat(examine(content(latin1(word))))
                .isInstanceOfSatisfying(
                        Examination.NotUnderstood.class,
                        file -> {
                            assertThat(file.reason()).isEqualTo(ReasonCode.INSPECTION_FAILED);
                            assertThat(file.detail()).startsWith("the file takes too much");
                            assertThat(file.type()).isEqualTo("text/plain");
                            assertThat(file.findings())
                                    .containsExactly(new Finding(FindingCode.SCRIPT, word));
                        });
    }

    @Test
    void other_files_are_examined_while_one_loops() {
        // Given
        var patient = new ExaminationBox(new Limits(PATIENCE, 64 << 20), new Runaways(ends::get));
        var looping =
                CompletableFuture.supplyAsync(
                        () -> patient.examine(content(latin1("loop")), examiner), THREADS);

        // When
        for (int i = 0; i < 20; i++) {
            Examination other = patient.examine(content(SampleFiles.png().bytes()), examiner);
            assertThat(other).isInstanceOf(Examination.Understood.class);
        }

        // Then
        assertThat(looping).isNotDone();
        bad.close();
        assertThat(looping.orTimeout(60, SECONDS).join())
                .isInstanceOf(Examination.Understood.class);
    }

    @Test
    void what_can_not_be_stopped_is_borne_up_to_a_bound() {
        // Given
        for (int i = 0; i < 4; i++) {
            examine(content(latin1("loop")));
        }
        assertThat(ends).hasValue(0);

        // When
        assertThatThrownBy(() -> examine(content(latin1("loop"))))
                .isInstanceOf(IllegalStateException.class);

        // Then
        assertThat(ends).hasValue(1);
    }

    @Test
    void what_could_be_stopped_in_the_end_does_not_count() {
        // Given
        for (int i = 0; i < 4; i++) {
            examine(content(latin1("loop")));
        }
        bad.close();
        await().atMost(PATIENCE).until(() -> !bad.isLooping());

        // When
        try (BadCheck worse = new BadCheck()) {
            var others = new Examiner(InspectionPolicy.standard().names(), DeepChecks.of(worse));
            box.examine(content(latin1("loop")), others);
        }

        // Then
        assertThat(ends).hasValue(0);
    }

    @Test
    void waiting_for_the_store_costs_nothing() {
        // Given a store that stands still for longer than a file may take
        var goesOn = new CountDownLatch(1);
        byte[] picture = SampleFiles.png().bytes();
        var content =
                new Content(
                        picture.length,
                        (offset, length) -> {
                            awaitQuietly(goesOn);
                            return new ByteArrayInputStream(picture, (int) offset, (int) length);
                        });
        var examination = CompletableFuture.supplyAsync(() -> examine(content), THREADS);
        await().atMost(PATIENCE)
                .until(() -> content.inStore().compareTo(LIMITS.time().multipliedBy(8)) > 0);

        // When
        goesOn.countDown();

        // Then
        assertThat(examination.join()).isInstanceOf(Examination.Understood.class);
    }

    @Test
    void who_stands_still_for_long_costs_the_file_its_verdict() {
        // When: it waits for what nobody says
        Examination waiting =
                box.examine(
                        content(latin1("x")),
                        (_, _) -> {
                            awaitQuietly(new CountDownLatch(1));
                            return UNDERSTOOD;
                        });

        // Then
        assertThat(waiting)
                .isInstanceOfSatisfying(
                        Examination.NotUnderstood.class,
                        file -> assertThat(file.detail()).contains("standing still"));
    }

    @Test
    void who_gets_no_processor_is_waited_for() throws IOException {
        // Given: for Java a thread in a system call wants to run, as one does that is not let
        Pipe pipe = Pipe.open();
        Instant begin = Instant.now();
        var examination =
                CompletableFuture.supplyAsync(
                        () -> box.examine(content(latin1("x")), (_, _) -> readFrom(pipe)), THREADS);
        await().atMost(PATIENCE)
                .until(() ->
                        Duration.between(begin, Instant.now())
                                        .compareTo(LIMITS.time().multipliedBy(8))
                                > 0);

        // When
        pipe.sink().write(ByteBuffer.allocate(1));

        // Then
        assertThat(examination.orTimeout(60, SECONDS).join()).isEqualTo(UNDERSTOOD);
    }

    @Test
    void who_gets_no_processor_for_ever_gets_no_verdict_that_stands() throws IOException {
        // Given
        Pipe pipe = Pipe.open();
        var hurried =
                new ExaminationBox(new Limits(Duration.ofMillis(100), 64 << 20), new Runaways());

        // When, Then
        assertThatThrownBy(() -> hurried.examine(content(latin1("x")), (_, _) -> readFrom(pipe)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no processor");
    }

    @Test
    void a_fault_of_the_store_is_no_verdict() {
        var broken =
                new Content(
                        9,
                        (offset, length) -> {
                            throw new StoreException("reading", new IOException("no store"));
                        });

        assertThatThrownBy(() -> examine(broken)).isInstanceOf(StoreException.class);
    }

    @Test
    void who_is_interrupted_gets_no_verdict() {
        // Given
        Thread.currentThread().interrupt();

        // When
        assertThatThrownBy(() -> examine(content(SampleFiles.png().bytes())))
                .isInstanceOf(IllegalStateException.class);

        // Then
        assertThat(Thread.interrupted()).isTrue();
    }

    private Examination examine(Content content) {
        return box.examine(content, examiner);
    }

    /** Ends with the first byte, or with an exception if it is interrupted. */
    private static Examination readFrom(Pipe pipe) {
        try {
            pipe.source().read(ByteBuffer.allocate(1));
            return UNDERSTOOD;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new StoreException("interrupted", e);
        }
    }
}
