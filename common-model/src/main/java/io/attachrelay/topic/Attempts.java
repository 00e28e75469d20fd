package io.attachrelay.topic;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Attempts at one thing with one record, as long as this consumer holds its partition. */
final class Attempts {

    /** What is attempted. */
    @FunctionalInterface
    interface Call {
        void run(ConsumerRecord<byte[], byte[]> record, int attempt) throws Exception;
    }

    /** How one attempt ended. */
    sealed interface Result {}

    /** It succeeded, and the record is finished. */
    record Done() implements Result {}

    /** It failed. */
    record Failed(Throwable cause) implements Result {}

    /** It was not made: the partition was taken away. */
    record Over() implements Result {}

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final ConsumerRecord<byte[], byte[]> record;
    private final Assignment assignment;
    private final BackOff backOff;
    private final Clock clock;
    private int count;
    private int failures;
    private @Nullable Instant firstFailure;

    Attempts(
            ConsumerRecord<byte[], byte[]> record,
            Assignment assignment,
            BackOff backOff,
            Clock clock) {
        this.record = record;
        this.assignment = assignment;
        this.backOff = backOff;
        this.clock = clock;
    }

    ConsumerRecord<byte[], byte[]> record() {
        return record;
    }

    Assignment assignment() {
        return assignment;
    }

    /** How many were made. */
    int count() {
        return count;
    }

    /** When the first one failed, later by what appointments have taken; now if none did. */
    Instant firstFailure() {
        return firstFailure == null ? clock.instant() : firstFailure;
    }

    /** Makes one more attempt. */
    Result next(Call call) {
        if (!assignment.beginCall()) {
            return new Over();
        }
        count++;
        try {
            call.run(record, count);
            assignment.offsets().finish(record.offset());
            return new Done();
        } catch (Throwable e) { // An Error, too, must leave the record in its lane.
            note(e);
            return new Failed(e);
        } finally {
            assignment.endCall();
        }
    }

    /** Whether they have failed for as long as the back-off allows. */
    boolean areUsedUp() {
        return firstFailure != null
                && Duration.between(firstFailure, clock.instant()).compareTo(backOff.giveUpAfter())
                        >= 0;
    }

    /** How long to wait before the next attempt. */
    Duration delay(Throwable cause) {
        double jitter = ThreadLocalRandom.current().nextDouble();
        Duration delay =
                isAppointment(cause)
                        ? BackOff.appointment(askedDelay(cause), jitter)
                        : longer(backOff.delay(failures, jitter), askedDelay(cause));
        log(cause, delay);
        return delay;
    }

    /**
     * The time until an appointment is nobody's failure, and is not counted as such. An outage of
     * Kafka says nothing about the record: what was counted before is forgotten, since nothing
     * could be tried meanwhile.
     */
    private void note(Throwable cause) {
        if (cause instanceof PublishFailedException publishing && publishing.isPassing()) {
            failures++;
            firstFailure = null;
        } else if (!isAppointment(cause)) {
            failures++;
            firstFailure = firstFailure();
        } else if (firstFailure != null) {
            firstFailure = firstFailure.plus(askedDelay(cause));
        }
    }

    private static boolean isAppointment(Throwable cause) {
        return cause instanceof RetryLaterException later && later.isAppointment();
    }

    private static Duration askedDelay(Throwable cause) {
        return cause instanceof RetryLaterException later ? later.atLeast() : Duration.ZERO;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Failures 1, 2, 4, 8 and so on are warned of: a long outage must not flood the log. */
    private void log(Throwable cause, Duration delay) {
        boolean warned = !isAppointment(cause) && Integer.bitCount(failures) == 1;
        LOG.atLevel(warned ? Level.WARN : Level.DEBUG)
                .setMessage("record is tried again later")
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("attempt", count)
                .addKeyValue("delay", delay)
                .addKeyValue("reason", FailureText.of(cause))
                .log();
    }
}
