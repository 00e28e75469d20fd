package io.attachrelay.topic;

import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * The broker did not acknowledge a record in time. It may nevertheless be there: a retry must be
 * harmless.
 */
public final class PublishFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    PublishFailedException(String topic, @Nullable Throwable cause) {
        super("not acknowledged on " + topic, cause);
    }

    /**
     * Whether it is the broker that failed, or the way to it: the same record may be taken later. A
     * record that it will never take, and a client that it does not let write, do not pass.
     */
    boolean isPassing() {
        return getCause() instanceof RetriableException;
    }
}
