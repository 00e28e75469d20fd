package io.attachrelay.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeadTimesTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration LATER = SOON.multipliedBy(2);

    private final ScheduledExecutorScheduler scheduler = new ScheduledExecutorScheduler();
    private final HeadTimes heads = new HeadTimes(scheduler);

    @BeforeEach
    void start() throws Exception {
        scheduler.start();
    }

    @AfterEach
    void stop() throws Exception {
        scheduler.stop();
    }

    @Test
    void a_connection_is_cut_when_its_head_is_late_and_no_other() {
        // Given
        EndPoint patient = new ByteArrayEndPoint();
        EndPoint answered = new ByteArrayEndPoint();
        EndPoint late = new ByteArrayEndPoint();
        heads.expect(patient, LONG);
        heads.expect(answered, SOON);

        // When
        heads.isThere(answered);
        heads.expect(late, LATER);

        // Then
        await().atMost(LIMIT).until(() -> !late.isOpen());
        assertThat(patient.isOpen()).isTrue();
        assertThat(answered.isOpen()).isTrue();
    }

    @Test
    void a_connection_that_fails_while_it_is_cut_keeps_none_open() {
        // Given
        EndPoint failing =
                new ByteArrayEndPoint() {
                    @Override
                    public void onClose(Throwable cause) {
                        super.onClose(cause);
                        throw new IllegalStateException("as it is cut");
                    }
                };
        heads.expect(failing, SOON);
        await().atMost(LIMIT).until(() -> !failing.isOpen());

        // When
        EndPoint next = new ByteArrayEndPoint();
        heads.expect(next, SOON);

        // Then
        await().atMost(LIMIT).until(() -> !next.isOpen());
    }
}
