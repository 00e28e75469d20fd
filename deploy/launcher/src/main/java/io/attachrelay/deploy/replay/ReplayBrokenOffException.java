package io.attachrelay.deploy.replay;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A replay could not go on. What it committed counts: run again, it goes on from there. */
public final class ReplayBrokenOffException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private ReplayBrokenOffException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static ReplayBrokenOffException silent(String servers, @Nullable Throwable cause) {
        return new ReplayBrokenOffException(
                "the broker at " + servers + " did not answer in time", cause);
    }

    static ReplayBrokenOffException stopped() {
        return new ReplayBrokenOffException("the replay was told to stop", null);
    }

    /** The same failure with the broker's name, if the broker was waited for in vain. */
    static RuntimeException explained(String servers, KafkaException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return silent(servers, failure);
            }
        }
        return failure;
    }
}
