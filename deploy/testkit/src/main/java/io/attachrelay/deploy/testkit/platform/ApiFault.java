package io.attachrelay.deploy.testkit.platform;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** One way in which a call to the platform's API goes wrong. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fault")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ApiFault.Fail.class, name = "fail"),
    @JsonSubTypes.Type(value = ApiFault.FailWithEffect.class, name = "fail-with-effect"),
    @JsonSubTypes.Type(value = ApiFault.WithoutId.class, name = "without-id"),
    @JsonSubTypes.Type(value = ApiFault.Delay.class, name = "delay"),
    @JsonSubTypes.Type(value = ApiFault.DropConnection.class, name = "drop"),
    @JsonSubTypes.Type(value = ApiFault.Silence.class, name = "silence")
})
public sealed interface ApiFault {

    /**
     * The call has no effect and is answered with this status.
     *
     * @param retryAfterSeconds the header {@code Retry-After}, or null for none
     */
    record Fail(int status, @Nullable Integer retryAfterSeconds) implements ApiFault {
        public Fail {
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("status must be 400 to 599, not " + status);
            }
        }

        /** A failure without {@code Retry-After}. */
        public Fail(int status) {
            this(status, null);
        }
    }

    /**
     * The call takes effect and is answered with this status all the same, as by a gateway that did
     * not wait for the platform.
     */
    record FailWithEffect(int status) implements ApiFault {
        public FailWithEffect {
            if (status < 500 || status > 599) {
                throw new IllegalArgumentException("status must be 500 to 599, not " + status);
            }
        }
    }

    /** The call takes effect and is answered 200, without the id of what it made. */
    record WithoutId() implements ApiFault {}

    /** The call takes effect at once and is answered so much later. */
    record Delay(long millis) implements ApiFault {
        public Delay {
            if (millis < 0) {
                throw new IllegalArgumentException("a delay can't be negative");
            }
        }
    }

    /**
     * The connection is closed after the whole request was read: the caller can't know.
     *
     * @param effective whether the call took effect all the same
     */
    record DropConnection(boolean effective) implements ApiFault {}

    /**
     * The whole request is read and never answered; the connection stays open until the fault is
     * healed or the caller has waited long enough.
     *
     * @param effective whether the call took effect all the same
     */
    record Silence(boolean effective) implements ApiFault {}
}
