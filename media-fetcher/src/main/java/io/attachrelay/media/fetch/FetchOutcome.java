package io.attachrelay.media.fetch;

import io.attachrelay.media.store.StoredObject;
import io.attachrelay.model.ReasonCode;
import java.time.Duration;
import java.util.Optional;

/** What became of one attachment that was to be fetched. */
public sealed interface FetchOutcome {

    /**
     * It is in the store.
     *
     * @param downloaded whether this fetch downloaded it; {@code false} if it was there
     */
    record Stored(StoredObject object, boolean downloaded) implements FetchOutcome {}

    /**
     * It will never be fetched.
     *
     * @param reason {@code too-large} or {@code url-not-allowed}
     */
    record Refused(ReasonCode reason) implements FetchOutcome {}

    /** The platform no longer has it (403, 404, 410, with a fresh token). */
    record Gone(int status) implements FetchOutcome {}

    /** A passing fault: a later fetch may succeed. */
    sealed interface TryAgain extends FetchOutcome {

        /** For the log, without URL or secret. */
        String detail();

        /** What the host that was at fault asked for, if it did. */
        Optional<Duration> retryAfter();
    }

    /** The media host can't be reached, or what it sends is of no use. */
    record HostFault(String detail, Optional<Duration> retryAfter) implements TryAgain {}

    /**
     * The store, the token, another gateway's claim or a host that the media host led to stood in
     * the way, which says nothing of the media host.
     */
    record OtherFault(String detail, Optional<Duration> retryAfter) implements TryAgain {

        /** One that nobody asked for a pause after. */
        public OtherFault(String detail) {
            this(detail, Optional.empty());
        }
    }

    /** As many files are under way and wait as memory may hold: this one is sent away. */
    record NoRoom() implements TryAgain {

        @Override
        public String detail() {
            return "no room for another file under way";
        }

        /** Empty: nobody asked for anything. */
        @Override
        public Optional<Duration> retryAfter() {
            return Optional.empty();
        }
    }
}
