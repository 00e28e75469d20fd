package io.attachrelay.sender;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.Outcome;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Sha256;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a command has come; each state offers its legal next ones only. It is journalled before
 * anything that can't be taken back, so that a crash leaves the state that is true.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Progress.Open.class, name = "open"),
    @JsonSubTypes.Type(value = Progress.Sending.class, name = "sending"),
    @JsonSubTypes.Type(value = Progress.NotSent.class, name = "not-sent"),
    @JsonSubTypes.Type(value = Progress.Finished.class, name = "finished")
})
sealed interface Progress {

    /**
     * Nothing has reached the customer.
     *
     * @param waitingSince when the verdict was first missed; {@code null} if it was not
     * @param failingSince when the platform first failed; {@code null} if it did not
     * @param upload {@code null} until the attachment is at the platform
     */
    record Open(
            @Nullable Instant waitingSince, @Nullable Instant failingSince, @Nullable Upload upload)
            implements Progress {

        static final Open NEW = new Open(null, null, null);

        Open waiting(Instant now) {
            return waitingSince != null ? this : new Open(now, failingSince, upload);
        }

        Open failing(Instant now) {
            return failingSince != null ? this : new Open(waitingSince, now, upload);
        }

        /** Its turn comes so much later: that time is none of the platform's failing. */
        Open queued(Duration wait) {
            return failingSince == null
                    ? this
                    : new Open(waitingSince, failingSince.plus(wait), upload);
        }

        Open uploaded(Upload done) {
            return new Open(waitingSince, failingSince, done);
        }

        Sending sending(Instant now) {
            return new Sending(this, now);
        }

        NotSent rejected(ReasonCode reason, String detail, Instant now) {
            return new NotSent(Outcome.REJECTED, reason, detail, now, upload);
        }

        NotSent failed(ReasonCode reason, String detail, Instant now) {
            return new NotSent(Outcome.FAILED, reason, detail, now, upload);
        }
    }

    /** The send was begun: whoever finds this after a crash can't know whether it arrived. */
    record Sending(Open before, Instant begunAt) implements Progress {

        NotSent refused(String detail, Instant now) {
            return before.rejected(ReasonCode.SEND_REFUSED, detail, now);
        }

        NotSent inDoubt(String detail, Instant now) {
            return before.failed(ReasonCode.SEND_IN_DOUBT, detail, now);
        }

        Finished sent(OutboundResult result) {
            return new Finished(result, sha256Of(before.upload()));
        }
    }

    /** It will not be sent, and the agent is to be told. */
    record NotSent(
            Outcome outcome,
            ReasonCode reason,
            String detail,
            Instant decidedAt,
            @Nullable Upload upload)
            implements Progress {

        Finished told(OutboundResult result) {
            return new Finished(result, sha256Of(upload));
        }
    }

    /**
     * The end.
     *
     * @param sha256 the bytes that were uploaded; {@code null} if none were
     */
    record Finished(OutboundResult result, @Nullable Sha256 sha256) implements Progress {}

    /**
     * An attachment that the platform has.
     *
     * @param platformMediaId the platform's id of it
     * @param fileName what the customer sees
     * @param mediaType the type that the bytes prove
     */
    record Upload(String platformMediaId, String fileName, String mediaType, Sha256 sha256) {}

    private static @Nullable Sha256 sha256Of(@Nullable Upload upload) {
        return upload == null ? null : upload.sha256();
    }
}
