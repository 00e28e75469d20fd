package io.attachrelay.topic;

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
}
