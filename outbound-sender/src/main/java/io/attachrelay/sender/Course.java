package io.attachrelay.sender;

import io.attachrelay.model.Timings;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a command has behind it.
 *
 * @param takenAt when the sender first had it at hand; {@code null} if that is not known
 * @param waitingSince when the verdict was first missed; {@code null} if it was not
 * @param converterBusySince when the converter was first found busy with other files; {@code null}
 *     if it was not
 * @param convertingSince when a conversion was first seen to have begun; {@code null} if none was
 * @param failingSince when the platform first failed, later by what turns have taken since; {@code
 *     null} if it did not
 * @param queuedSince when a turn to call the platform had first to be waited for; {@code null} if
 *     none had
 * @param uploadedAt when the platform had its attachment; {@code null} if it has none yet
 * @param sendsInDoubt how many sends were begun and never answered
 */
record Course(
        @Nullable Instant takenAt,
        @Nullable Instant waitingSince,
        @Nullable Instant converterBusySince,
        @Nullable Instant convertingSince,
        @Nullable Instant failingSince,
        @Nullable Instant queuedSince,
        @Nullable Instant uploadedAt,
        int sendsInDoubt) {

    /** Nothing yet. */
    static final Course NONE = new Course(null, null, null, null, null, null, null, 0);

    Course taken(Instant now) {
        return with(first(takenAt, now), waitingSince, convertingSince, failingSince);
    }

    Course waiting(Instant now) {
        return with(takenAt, first(waitingSince, now), convertingSince, failingSince);
    }

    Course converting(Instant now) {
        return with(takenAt, waitingSince, first(convertingSince, now), failingSince);
    }

    Course failing(Instant now) {
        return with(takenAt, waitingSince, convertingSince, first(failingSince, now));
    }

    /** A turn comes so much later: that time is none of the platform's failing. */
    Course queued(Duration wait, Instant now) {
        return new Course(
                takenAt,
                waitingSince,
                converterBusySince,
                convertingSince,
                later(failingSince, wait),
                first(queuedSince, now),
                uploadedAt,
                sendsInDoubt);
    }

    /** A conversion comes so much later, and that is none of the platform's failing either. */
    Course converterBusy(Duration wait, Instant now) {
        return new Course(
                takenAt,
                waitingSince,
                first(converterBusySince, now),
                convertingSince,
                later(failingSince, wait),
                queuedSince,
                uploadedAt,
                sendsInDoubt);
    }

    Course uploaded(Instant now) {
        return new Course(
                takenAt,
                waitingSince,
                converterBusySince,
                convertingSince,
                failingSince,
                queuedSince,
                now,
                sendsInDoubt);
    }

    Course inDoubt() {
        return new Course(
                takenAt,
                waitingSince,
                converterBusySince,
                convertingSince,
                failingSince,
                queuedSince,
                uploadedAt,
                sendsInDoubt + 1);
    }

    /** Whether the customer may have got the message. */
    boolean isInDoubt() {
        return sendsInDoubt > 0;
    }

    /**
     * As the result says it; {@code null} if no step has a time.
     *
     * @param sentAt when the send began that was confirmed; {@code null} if none was
     */
    @Nullable Timings timings(@Nullable Instant sentAt) {
        return takenAt == null && uploadedAt == null && sentAt == null
                ? null
                : new Timings(takenAt, uploadedAt, sentAt);
    }

    private Course with(
            @Nullable Instant taken,
            @Nullable Instant waiting,
            @Nullable Instant converting,
            @Nullable Instant failing) {
        return new Course(
                taken,
                waiting,
                converterBusySince,
                converting,
                failing,
                queuedSince,
                uploadedAt,
                sendsInDoubt);
    }

    private static @Nullable Instant later(@Nullable Instant since, Duration wait) {
        return since == null ? null : since.plus(wait);
    }

    /** A time that is still to come is of a clock that has been put right since. */
    private static Instant first(@Nullable Instant earlier, Instant now) {
        return earlier == null || earlier.isAfter(now) ? now : earlier;
    }
}
