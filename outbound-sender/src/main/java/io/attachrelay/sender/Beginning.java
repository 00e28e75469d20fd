package io.attachrelay.sender;

import io.attachrelay.platform.Announcement;
import io.attachrelay.topic.RetryLaterException;
import java.time.Clock;
import java.time.Duration;

/** Journals that a send is begun, right before its request goes out. */
final class Beginning implements Announcement<RetryLaterException> {

    private final Task task;
    private final Progress.Open open;
    private final String instance;
    private final Clock clock;
    private Progress.Sending begun;

    Beginning(Task task, Progress.Open open, String instance, Clock clock) {
        this.task = task;
        this.open = open;
        this.instance = instance;
        this.clock = clock;
        this.begun = open.sending(clock.instant(), instance);
    }

    @Override
    public void announce() throws RetryLaterException {
        begun = open.sending(clock.instant(), instance);
        task.page().announce(begun);
        if (SendTime.isTooLate(begun, clock.instant())) {
            task.page().settle(open);
            throw new RetryLaterException("the journal took too long", Duration.ZERO);
        }
    }

    /** What was journalled last; if nothing was, what would have been. */
    Progress.Sending begun() {
        return begun;
    }
}
