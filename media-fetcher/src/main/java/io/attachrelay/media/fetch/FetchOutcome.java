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

    /**
     * A passing fault, of the media host's or of ours.
     *
     * @param detail for the log, without URL or secret
     * @param retryAfter what the media host asked for, if it did
     */
    record TryAgain(String detail, Optional<Duration> retryAfter) implements FetchOutcome {}
}
