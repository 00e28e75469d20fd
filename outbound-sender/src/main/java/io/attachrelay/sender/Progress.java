package io.attachrelay.sender;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.Outcome;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
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
     * Nothing is known to have reached the customer.
     *
     * @param upload {@code null} until the attachment is at the platform
     * @param substitute what is sent in place of the attachment; {@code null} if nothing is
     */
    record Open(@Nullable Upload upload, @Nullable Substitute substitute, Course course)
            implements Progress {

        static final Open NEW = new Open(null, null, Course.NONE);

        /** What an earlier version has journalled names no course. */
        public Open {
            course = Objects.requireNonNullElse(course, Course.NONE);
        }

        Open taken(Instant now) {
            return new Open(upload, substitute, course.taken(now));
        }

        Open waiting(Instant now) {
            return new Open(upload, substitute, course.waiting(now));
        }

        Open converting(Instant now) {
            return new Open(upload, substitute, course.converting(now));
        }

        Open failing(Instant now) {
            return new Open(upload, substitute, course.failing(now));
        }

        Open queued(Duration wait, Instant now) {
            return new Open(upload, substitute, course.queued(wait, now));
        }

        Open converterBusy(Duration wait, Instant now) {
            return new Open(upload, substitute, course.converterBusy(wait, now));
        }

        Open uploaded(Upload done, Instant now) {
            return new Open(done, substitute, course.uploaded(now));
        }

        Open substituted(Substitute instead) {
            return new Open(upload, instead, course);
        }

        /** Another one is to be made. */
        Open withoutSubstitute() {
            return new Open(upload, null, course);
        }

        /** One more send was never answered. */
        Open inDoubt() {
            return new Open(upload, substitute, course.inDoubt());
        }

        /** Whether the attachment is where it belongs, or something stands for it. */
        boolean isPrepared() {
            return upload != null || substitute != null;
        }

        /** Whether the same is where it belongs, or stands for it. */
        boolean isPreparedAs(Open other) {
            return Objects.equals(upload, other.upload)
                    && Objects.equals(substitute, other.substitute);
        }

        /** What the attachment was converted to; {@code null} if it was not. */
        @Nullable String conversion() {
            if (substitute != null) {
                return substitute.mediaType();
            }
            return upload == null ? null : upload.conversion();
        }

        /**
         * @param by the sender's instance
         */
        Sending sending(Instant now, String by) {
            return new Sending(this, now, by);
        }

        NotSent rejected(ReasonCode reason, String detail, Instant now) {
            return ended(Outcome.REJECTED, reason, detail, now);
        }

        /** Its file was judged and not accepted. */
        NotSent notAccepted(ReasonCode cause, Instant now) {
            return rejected(ReasonCode.MEDIA_NOT_ACCEPTED, cause.codeAndWords(), now)
                    .because(cause);
        }

        NotSent failed(ReasonCode reason, String detail, Instant now) {
            return ended(Outcome.FAILED, reason, detail, now);
        }

        /** Whatever ends a message that the customer may have got: it is in doubt. */
        private NotSent ended(Outcome outcome, ReasonCode reason, String detail, Instant now) {
            return course.isInDoubt()
                    ? new NotSent(
                            Outcome.FAILED,
                            ReasonCode.SEND_IN_DOUBT,
                            null,
                            detail,
                            now,
                            upload,
                            conversion(),
                            course,
                            now)
                    : new NotSent(
                            outcome, reason, null, detail, now, upload, conversion(), course, now);
        }
    }

    /**
     * The send was begun: whoever finds this after a crash can't know whether it arrived.
     *
     * @param by the sender's instance; {@code null} if an earlier version has journalled it
     */
    record Sending(Open before, Instant begunAt, @Nullable String by) implements Progress {

        NotSent refused(String detail, Instant now) {
            return before.rejected(ReasonCode.SEND_REFUSED, detail, now);
        }

        /** It is not sent again. */
        NotSent held(String detail, Instant now) {
            return before.inDoubt().failed(ReasonCode.SEND_IN_DOUBT, detail, now);
        }

        /** It is sent again, though it may have arrived. */
        Open again() {
            return before.inDoubt();
        }

        Finished sent(OutboundResult result) {
            return new Finished(result, sha256Of(before.upload()));
        }
    }

    /**
     * It will not be sent, and the agent is to be told.
     *
     * @param cause what the file itself was not accepted for; {@code null} where that is not why
     * @param conversion what its attachment was converted to; {@code null} if it was not, or if an
     *     earlier version has journalled it
     * @param tellingSince from when the agent's notice has its time: the decision, later by what
     *     turns have taken since
     */
    record NotSent(
            Outcome outcome,
            ReasonCode reason,
            @Nullable ReasonCode cause,
            String detail,
            Instant decidedAt,
            @Nullable Upload upload,
            @Nullable String conversion,
            Course course,
            Instant tellingSince)
            implements Progress {

        /** What an earlier version has journalled names no course and no time of the notice. */
        public NotSent {
            course = Objects.requireNonNullElse(course, Course.NONE);
            tellingSince = Objects.requireNonNullElse(tellingSince, decidedAt);
        }

        private NotSent because(ReasonCode other) {
            return new NotSent(
                    outcome,
                    reason,
                    other,
                    detail,
                    decidedAt,
                    upload,
                    conversion,
                    course,
                    tellingSince);
        }

        /** The notice's turn comes so much later: that time is none of the platform's failing. */
        NotSent queued(Duration wait) {
            return new NotSent(
                    outcome,
                    reason,
                    cause,
                    detail,
                    decidedAt,
                    upload,
                    conversion,
                    course,
                    tellingSince.plus(wait));
        }

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
     * @param expiresAt when the link stops to serve; {@code null} if it is none, or if an earlier
     *     version has journalled it
     */
    record Substitute(String text, String mediaType, @Nullable Instant expiresAt) {

        /** What serves for ever. */
        Substitute(String text, String mediaType) {
            this(text, mediaType, null);
        }
    }

    private static @Nullable Sha256 sha256Of(@Nullable Upload upload) {
        return upload == null ? null : upload.sha256();
    }
}
