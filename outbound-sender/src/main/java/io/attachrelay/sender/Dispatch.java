package io.attachrelay.sender;

import io.attachrelay.media.store.OnceMarks;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.topic.PublishFailedException;
import io.attachrelay.topic.RetryLaterException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Takes a command from the state it is in to its end, one journalled step after the other. */
final class Dispatch {

    /** More than can be under way at once. */
    private static final int MOST_UNTOLD = 10_000;

    private final Preparing preparing;
    private final Sending sending;
    private final AgentNotice notice;
    private final SenderTrail trail;
    private final Clock clock;
    private final Latest<List<String>, Progress> untold = new Latest<>(MOST_UNTOLD);
    private volatile boolean stopping;

    Dispatch(
            Preparing preparing,
            Sending sending,
            AgentNotice notice,
            SenderTrail trail,
            Clock clock) {
        this.preparing = preparing;
        this.sending = sending;
        this.notice = notice;
        this.trail = trail;
        this.clock = clock;
    }

    /** From now on no step is begun; those under way come to their ends. */
    void stop() {
        stopping = true;
    }

    /**
     * Goes on until the end.
     *
     * @throws RetryLaterException if the next step can't be done now, or is left to the next sender
     */
    Progress.Finished finish(Task task) throws RetryLaterException {
        Journal.Page page = task.page();
        if (page.progress() instanceof Progress.Open open && open.isPrepared()) {
            page.settle(preparing.ofNow(open));
        }
        tellLate(task.command());
        while (!(page.progress() instanceof Progress.Finished finished)) {
            requireNotStopping();
            Progress reached = next(task, page.progress());
            tell(task.command(), reached);
            page.settle(reached);
            tellLate(task.command());
        }
        return finished;
    }

    /**
     * First told, then journalled: a kill in between repeats a step and leaves none untold. While
     * Kafka is away it is journalled untold, or the step would be repeated until Kafka is back.
     */
    private void tell(OutboundCommand command, Progress reached) {
        try {
            trail.reached(command, reached);
        } catch (PublishFailedException _) {
            untold.put(id(command), reached);
        }
    }

    private void tellLate(OutboundCommand command) {
        untold.find(id(command)).ifPresent(reached -> trail.reached(command, reached));
        untold.forget(id(command));
    }

    private static List<String> id(OutboundCommand command) {
        return List.of(command.tenant(), command.commandId());
    }

    private void requireNotStopping() throws RetryLaterException {
        if (stopping) {
            throw new RetryLaterException("the sender is stopping", Duration.ZERO);
        }
    }

    private Progress next(Task task, Progress progress) throws RetryLaterException {
        return switch (progress) {
            case Progress.Open open -> advance(task, open.taken(clock.instant()));
            case Progress.Sending begun -> sending.leftBehind(task, begun);
            case Progress.NotSent notSent -> notSent.told(tell(task, notSent));
            case Progress.Finished finished -> finished;
        };
    }

    private Progress advance(Task task, Progress.Open open) throws RetryLaterException {
        Optional<Progress.NotSent> unmet = Preconditions.unmet(task, open, clock.instant());
        if (unmet.isPresent()) {
            return unmet.get();
        }
        OutboundCommand.Attachment wanted = task.command().attachment();
        return wanted == null || open.isPrepared()
                ? sending.send(task, open)
                : preparing.prepare(task, open, wanted);
    }

    private OutboundResult tell(Task task, Progress.NotSent notSent) throws RetryLaterException {
        OutboundCommand command = task.command();
        String text = FallbackText.of(task.tenant().words(), command, notSent);
        OnceMarks.Ending ending = notice.tell(task, notSent, text);
        trail.noticed(command, ending);
        return Results.notSent(command, notSent, ending == OnceMarks.Ending.DONE ? text : null);
    }
}
