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
     * @param convertingSince when a converted form was first missed; {@code null} if none was
     * @param substitute what is sent in place of the attachment; {@code null} if nothing is
     */
    record Open(
            @Nullable Instant waitingSince,
            @Nullable Instant failingSince,
            @Nullable Upload upload,
            @Nullable Instant convertingSince,
            @Nullable Substitute substitute)
            implements Progress {

        static final Open NEW = new Open(null, null, null, null, null);

        Open waiting(Instant now) {
            return waitingSince != null
                    ? this
                    : new Open(now, failingSince, upload, convertingSince, substitute);
        }

        Open failing(Instant now) {
            return failingSince != null
                    ? this
                    : new Open(waitingSince, now, upload, convertingSince, substitute);
        }

        Open converting(Instant now) {
            return convertingSince != null
                    ? this
                    : new Open(waitingSince, failingSince, upload, now, substitute);
        }

        /** Its turn comes so much later: that time is none of the platform's failing. */
        Open queued(Duration wait) {
            return failingSince == null
                    ? this
                    : new Open(
                            waitingSince,
                            failingSince.plus(wait),
                            upload,
                            convertingSince,
                            substitute);
        }

        Open uploaded(Upload done) {
            return new Open(waitingSince, failingSince, done, convertingSince, substitute);
        }

        Open substituted(Substitute instead) {
            return new Open(waitingSince, failingSince, upload, convertingSince, instead);
        }

        /** Whether the attachment is where it belongs, or something stands for it. */
        boolean isPrepared() {
            return upload != null || substitute != null;
        }

        /** What the attachment was converted to; {@code null} if it was not. */
        @Nullable String conversion() {
            if (substitute != null) {
                return substitute.mediaType();
            }
            return upload == null ? null : upload.conversion();
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
     * @param conversion the type that it was converted to; {@code null} if it was not
     */
    record Upload(
            String platformMediaId,
            String fileName,
            String mediaType,
            Sha256 sha256,
            @Nullable String conversion) {

        /** One that was not converted. */
        Upload(String platformMediaId, String fileName, String mediaType, Sha256 sha256) {
            this(platformMediaId, fileName, mediaType, sha256, null);
        }
    }

    /**
     * What is sent in place of an attachment that the channel does not show.
     *
     * @param text the message's whole text
     * @param mediaType what stands for the attachment, such as {@code text/uri-list} for a link
     */
    record Substitute(String text, String mediaType) {}

    private static @Nullable Sha256 sha256Of(@Nullable Upload upload) {
        return upload == null ? null : upload.sha256();
    }
}
