package io.attachrelay.media.fetch;

import java.io.IOException;

/**
 * A body ends here: the media host answered something else when asked for its rest, or won't be.
 */
final class FetchEndedException extends IOException {

    private static final long serialVersionUID = 1;

    private final transient FetchOutcome outcome;

    FetchEndedException(FetchOutcome outcome) {
        super("the rest is not to be had");
        this.outcome = outcome;
    }

    FetchOutcome outcome() {
        return outcome;
    }

    /** Whether to ask again soon, unless the host asked to be left alone. */
    boolean isPassing() {
        return outcome instanceof FetchOutcome.HostFault(_, var retryAfter) && retryAfter.isEmpty();
    }
}
