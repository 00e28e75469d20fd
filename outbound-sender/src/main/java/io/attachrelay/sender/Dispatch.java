package io.attachrelay.sender;

import io.attachrelay.media.store.Latest;
import io.attachrelay.media.store.OnceMarks;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.topic.RetryLaterException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Takes a command from the state it is in to its end, one journalled step after the other. */
final class Dispatch {

    /** More commands wait at once in a flood only; what is forgotten is told once more. */
    private static final int MOST_TOLD = 10_000;

    private final Preparing preparing;
    private final Sending sending;
    private final AgentNotice notice;
    private final SenderTrail trail;
    private final Clock clock;
    private final Latest<List<String>, Progress.Open> told = new Latest<>(MOST_TOLD);
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
        tell(task.command(), page.progress());
        while (!(page.progress() instanceof Progress.Finished finished)) {
            requireNotStopping();
            Progress reached = next(task, page.progress());
            page.settle(reached);
            tell(task.command(), reached);
        }
        told.forget(id(task.command()));
        return finished;
    }

    /**
     * Tells of what is prepared, once it is journalled: no step is repeated because Kafka is away.
     * Whoever finds it in the journal and has not told it itself tells it again, since the process
     * before may have ended in between; the trail has it under the same id.
     */
    private void tell(OutboundCommand command, Progress progress) {
        if (progress instanceof Progress.Open open && open.isPrepared() && !isTold(command, open)) {
            trail.prepared(command, open);
            told.put(id(command), open);
        }
    }

    private boolean isTold(OutboundCommand command, Progress.Open open) {
        return told.find(id(command)).filter(open::isPreparedAs).isPresent();
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
            case Progress.NotSent notSent -> notSent.told(tellAgent(task, notSent));
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

    private OutboundResult tellAgent(Task task, Progress.NotSent notSent)
            throws RetryLaterException {
        OutboundCommand command = task.command();
        String text = FallbackText.of(task.tenant().words(), command, notSent);
        OnceMarks.Ending ending = notice.tell(task, notSent, text);
        trail.noticed(command, ending);
        return Results.notSent(command, notSent, ending == OnceMarks.Ending.DONE ? text : null);
    }
}
