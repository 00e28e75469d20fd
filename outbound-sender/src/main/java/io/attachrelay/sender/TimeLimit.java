package io.attachrelay.sender;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A passing fault is put up with for {@code length} from {@code since}. */
record TimeLimit(Instant since, Duration length) {

    /** The limit of a fault that began at {@code since}, or now if that is {@code null}. */
    static TimeLimit from(@Nullable Instant since, Instant now, Duration length) {
        return new TimeLimit(since == null ? now : since, length);
    }

    boolean isOver(Instant now) {
        return !now.isBefore(since.plus(length));
    }

    /** A wait that ends no later than the limit. */
    Duration atMost(Duration wait, Instant now) {
        Duration left = Duration.between(now, since.plus(length));
        return wait.compareTo(left) < 0 ? wait : left;
    }
}
