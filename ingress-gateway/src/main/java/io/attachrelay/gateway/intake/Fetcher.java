package io.attachrelay.gateway.intake;

import io.attachrelay.media.fetch.FetchOutcome;
import io.attachrelay.media.fetch.FetchRequest;

/** Brings one attachment into the store, unless it is there. Safe for all threads; may block. */
@FunctionalInterface
public interface Fetcher {

    /** Fetches to the end, whatever the end is. */
    FetchOutcome fetch(FetchRequest request);
}
