package io.attachrelay.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
    private static final BackOff BACK_OFF =
            new BackOff(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMinutes(10));

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Assignment assignment = new Assignment(Optional.empty());
    private final Attempts attempts =
            new Attempts(
                    new ConsumerRecord<>("topic", 0, 7, new byte[0], new byte[0]),
                    assignment,
                    BACK_OFF,
                    clock());

    @Test
    void they_are_used_up_when_the_first_failure_is_long_enough_ago() {
        // Given
        fail(new IOException());
        now.set(START.plusSeconds(599));
        fail(new IOException());
        boolean shortlyBefore = attempts.areUsedUp();

        // When
        now.set(START.plusSeconds(600));
        fail(new IOException());

        // Then
        assertThat(shortlyBefore).isFalse();
        assertThat(attempts.areUsedUp()).isTrue();
        assertThat(attempts.firstFailure()).isEqualTo(START);
        assertThat(attempts.count()).isEqualTo(3);
    }

    @Test
    void short_waits_that_were_asked_for_count_as_failing() {
        // Given
        fail(new RetryLaterException("rate limit", Duration.ofMinutes(10)));

        // When
        now.set(START.plusSeconds(600));
        fail(new RetryLaterException("rate limit", Duration.ofMinutes(10)));

        // Then
        assertThat(attempts.areUsedUp()).isTrue();
    }

    @Test
    void an_appointment_is_no_failure_and_its_time_does_not_count() {
        // Given
        fail(new IOException());
        now.set(START.plusSeconds(60));
        fail(RetryLaterException.appointment("to be sent tomorrow", Duration.ofDays(1)));

        // When
        now.set(START.plusSeconds(60).plus(Duration.ofDays(1)));
        fail(new IOException());

        // Then
        assertThat(attempts.areUsedUp()).isFalse();
        assertThat(attempts.firstFailure()).isEqualTo(START.plus(Duration.ofDays(1)));
    }

    @Test
    void failures_between_appointments_use_them_up_all_the_same() {
        // Given
        Duration turn = Duration.ofSeconds(30);
        for (int i = 0; i < 10; i++) {
            fail(new IOException());
            now.set(now.get().plusSeconds(59));
            fail(RetryLaterException.appointment("not yet", turn));
            now.set(now.get().plus(turn));
        }
        boolean before = attempts.areUsedUp();

        // When
        now.set(now.get().plusSeconds(10));
        fail(new IOException());

        // Then
        assertThat(before).isFalse();
        assertThat(attempts.areUsedUp()).isTrue();
    }

    @Test
    void appointments_alone_never_use_them_up() {
        // When
        for (int i = 0; i < 100; i++) {
            fail(RetryLaterException.appointment("not yet", Duration.ofMinutes(1)));
            now.set(now.get().plus(Duration.ofMinutes(1)));
        }

        // Then
        assertThat(attempts.areUsedUp()).isFalse();
        assertThat(attempts.firstFailure()).isEqualTo(now.get());
    }

    @Test
    void an_outage_of_kafka_however_long_never_uses_them_up() {
        // Given
        fail(new IOException());
        now.set(START.plusSeconds(599));

        // When
        fail(new PublishFailedException("topic", new TimeoutException("no leader")));
        now.set(START.plus(Duration.ofHours(9)));
        fail(new PublishFailedException("topic", new TimeoutException("no leader")));
        boolean duringOutage = attempts.areUsedUp();
        fail(new IOException());

        // Then
        assertThat(duringOutage).isFalse();
        assertThat(attempts.areUsedUp()).isFalse();
        now.set(now.get().plusSeconds(600));
        assertThat(attempts.areUsedUp()).isTrue();
    }

    @Test
    void what_kafka_will_never_take_uses_them_up() {
        // Given
        var tooLarge = new PublishFailedException("topic", new RecordTooLargeException());
        fail(tooLarge);

        // When
        now.set(START.plusSeconds(600));
        fail(tooLarge);

        // Then
        assertThat(attempts.areUsedUp()).isTrue();
    }

    @Test
    void none_is_made_once_the_partition_is_taken_away() {
        // Given
        assignment.end();

        // When
        var result = attempts.next((_, _) -> {});

        // Then
        assertThat(result).isEqualTo(new Attempts.Over());
        assertThat(attempts.count()).isZero();
    }

    @Test
    void a_back_off_ends_when_the_partition_is_taken_away() {
        // Given
        fail(new RetryLaterException("for ever", Duration.ofSeconds(Long.MAX_VALUE)));
        Thread.ofVirtual().start(assignment::end);

        // When
        assignment.sleep(
                attempts.delay(
                        new RetryLaterException("for ever", Duration.ofSeconds(Long.MAX_VALUE))));

        // Then
        assertThat(attempts.next((_, _) -> {})).isEqualTo(new Attempts.Over());
    }

    @Test
    void the_record_is_finished_by_the_attempt_that_succeeds() {
        // Given
        assignment.offsets().take(7, 7, 1);
        fail(new IOException());
        long before = assignment.offsets().bytes();

        // When
        var result = attempts.next((_, _) -> {});

        // Then
        assertThat(result).isEqualTo(new Attempts.Done());
        assertThat(before).isEqualTo(1);
        assertThat(assignment.offsets().bytes()).isZero();
    }

    @Test
    void an_interruption_ends_with_its_call() {
        // When
        attempts.next((_, _) -> Thread.currentThread().interrupt());

        // Then
        assertThat(Thread.interrupted()).isFalse();
    }

    private void fail(Exception failure) {
        attempts.next((_, _) -> {
            throw failure;
        });
    }

    private Clock clock() {
        InstantSource source = now::get;
        return source.withZone(ZoneOffset.UTC);
    }
}
