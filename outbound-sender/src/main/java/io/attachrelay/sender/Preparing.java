package io.attachrelay.sender;

import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.sender.Attachments.Preparation;
import io.attachrelay.sender.channel.Decision;
import io.attachrelay.sender.channel.OtherWay;
import io.attachrelay.topic.RetryLaterException;
import java.time.Clock;

/**
 * Gets a command's attachment to where its message can be sent: uploaded as it is or converted, or
 * replaced by a text, as the channel needs it.
 */
final class Preparing {

    private final Attachments attachments;
    private final Converting converting;
    private final Substitutes substitutes;
    private final Uploading uploading;
    private final Patience patience;
    private final Clock clock;

    Preparing(
            Attachments attachments,
            Converting converting,
            Substitutes substitutes,
            Uploading uploading,
            Patience patience,
            Clock clock) {
        this.attachments = attachments;
        this.converting = converting;
        this.substitutes = substitutes;
        this.uploading = uploading;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Prepares what is wanted.
     *
     * @return open and prepared, or why it will not be sent
     * @throws RetryLaterException if it can't be done now
     */
    Progress prepare(Task task, Progress.Open open, OutboundCommand.Attachment wanted)
            throws RetryLaterException {
        return switch (attachments.prepare(task.command().tenant(), task.channel(), wanted)) {
            case Preparation.NoVerdictYet _ -> patience.withVerdict(task, open);
            case Preparation.NotFound(var detail) ->
                    open.rejected(ReasonCode.MEDIA_NOT_FOUND, detail, clock.instant());
            case Preparation.NotAccepted(var cause) -> open.notAccepted(cause, clock.instant());
            case Preparation.Decided(Decision.Converted decision, var file) ->
                    convert(task, open, file, decision);
            case Preparation.Decided(var decision, var file) ->
                    withoutConversion(task, open, file, decision);
        };
    }

    /**
     * What an earlier attempt prepared, as far as it can still be sent. A message that may have
     * arrived is sent again as it was.
     */
    Progress.Open ofNow(Progress.Open open) {
        Progress.Substitute made = open.substitute();
        return made != null
                        && !open.course().isInDoubt()
                        && substitutes.isOutdated(made, clock.instant())
                ? open.withoutSubstitute()
                : open;
    }

    private Progress withoutConversion(
            Task task, Progress.Open open, ChosenFile file, Decision decision)
            throws RetryLaterException {
        return switch (decision) {
            case Decision.Full _ -> uploading.upload(task, open, file, null);
            case Decision.Fallback fallback -> inAnotherWay(task, open, file, fallback);
            case Decision.Dropped(var reason, var detail) ->
                    open.rejected(reason, detail, clock.instant());
            case Decision.Rejected(var reason, var detail) ->
                    open.rejected(reason, detail, clock.instant());
            case Decision.Converted _ ->
                    throw new IllegalArgumentException("a conversion has no other one behind it");
        };
    }

    private Progress convert(
            Task task, Progress.Open open, ChosenFile file, Decision.Converted decision)
            throws RetryLaterException {
        return switch (converting.advance(task, file.order(decision, task.channel()))) {
            case Converting.Stage.Made made when attachments.isShown(file.as(made)) ->
                    uploading.upload(task, open, file.as(made), decision.target());
            case Converting.Stage.Made(_, var accepted) ->
                    notConverted(
                            task,
                            open,
                            file,
                            decision,
                            impossible(
                                    open,
                                    decision,
                                    "it became "
                                            + accepted.detectedType()
                                            + ", which is not shown"));
            case Converting.Stage.Impossible(var detail) ->
                    notConverted(task, open, file, decision, impossible(open, decision, detail));
            case Converting.Stage.Queued(var waited) ->
                    notConverted(
                            task,
                            open,
                            file,
                            decision,
                            patience.untilConverter(task, open, waited));
            case Converting.Stage.Underway(var detail) ->
                    notConverted(
                            task,
                            open,
                            file,
                            decision,
                            patience.withConversion(task, open, detail));
        };
    }

    private Progress.NotSent impossible(
            Progress.Open open, Decision.Converted decision, String detail) {
        return open.rejected(
                ReasonCode.CONVERSION_FAILED, decision.target() + ": " + detail, clock.instant());
    }

    /** What else can be done, or the end. */
    private Progress notConverted(
            Task task,
            Progress.Open open,
            ChosenFile file,
            Decision.Converted decision,
            Progress.NotSent end)
            throws RetryLaterException {
        return decision.otherwise() instanceof Decision.Fallback fallback
                ? inAnotherWay(task, open, file, fallback)
                : end;
    }

    private Progress inAnotherWay(
            Task task, Progress.Open open, ChosenFile file, Decision.Fallback fallback)
            throws RetryLaterException {
        if (fallback.way() == OtherWay.FILE) {
            return uploading.upload(task, open, file, null);
        }
        return substitutes
                .of(fallback.way(), task, file)
                .<Progress>map(open::substituted)
                .orElseGet(() ->
                        open.rejected(
                                fallback.reason(),
                                fallback.detail()
                                        + "; with a "
                                        + fallback.way().wireName()
                                        + " the text is longer than "
                                        + file.table().textLength()
                                        + " characters",
                                clock.instant()));
    }
}
