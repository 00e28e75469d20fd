package io.attachrelay.media.fetch;

/**
 * Where a download was led to, so that no host is blamed for another's fault. Belongs to the thread
 * that downloads.
 */
final class Trail {

    private boolean elsewhere;

    /** Notes what is asked next, of a journey that began at {@code start}. */
    void goesTo(MediaUrl place, MediaUrl start) {
        elsewhere = !place.isOfSameOriginAs(start);
    }

    /** The outcome; the fault of a host that redirects led to is not that of the first one. */
    FetchOutcome blame(FetchOutcome outcome) {
        return elsewhere && outcome instanceof FetchOutcome.HostFault(var detail, var retryAfter)
                ? new FetchOutcome.OtherFault(detail, retryAfter)
                : outcome;
    }
}
