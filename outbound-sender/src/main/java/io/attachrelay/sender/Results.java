package io.attachrelay.sender;

import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.Outcome;
import io.attachrelay.model.ReasonCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The results that commands end in. */
final class Results {

    private Results() {}

    static OutboundResult sent(
            OutboundCommand command,
            Progress.Sending begun,
            String platformMessageId,
            Instant now) {
        Course course = begun.before().course();
        return new OutboundResult(
                command.commandId(),
                command.tenant(),
                command.conversationId(),
                Outcome.SENT,
                platformMessageId,
                platformMediaId(begun.before().upload()),
                mediaId(command),
                begun.before().conversion(),
                null,
                null,
                null,
                sendsInDoubt(course),
                course.timings(begun.begunAt()),
                now);
    }

    /**
     * @param fallbackText what the agent was shown; {@code null} if nothing
     */
    static OutboundResult notSent(
            OutboundCommand command, Progress.NotSent notSent, @Nullable String fallbackText) {
        return new OutboundResult(
                command.commandId(),
                command.tenant(),
                command.conversationId(),
                notSent.outcome(),
                null,
                platformMediaId(notSent.upload()),
                mediaId(command),
                notSent.conversion(),
                notSent.reason(),
                notSent.detail(),
                fallbackText,
                sendsInDoubt(notSent.course()),
                notSent.course().timings(null),
                notSent.decidedAt());
    }

    private static @Nullable Integer sendsInDoubt(Course course) {
        return course.isInDoubt() ? course.sendsInDoubt() : null;
    }

    /** Without a tenant there is nobody to tell. */
    static Progress.Finished unknownTenant(OutboundCommand command, Instant recordedAt) {
        Progress.NotSent notSent =
                Progress.Open.NEW.rejected(
                        ReasonCode.UNKNOWN_TENANT, ReasonCode.UNKNOWN_TENANT.words(), recordedAt);
        return notSent.told(notSent(command, notSent, null));
    }

    private static @Nullable String mediaId(OutboundCommand command) {
        OutboundCommand.Attachment attachment = command.attachment();
        return attachment == null ? null : attachment.mediaId();
    }

    private static @Nullable String platformMediaId(Progress.@Nullable Upload upload) {
        return upload == null ? null : upload.platformMediaId();
    }
}
