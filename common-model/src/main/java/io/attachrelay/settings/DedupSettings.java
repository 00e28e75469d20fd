package io.attachrelay.settings;

import java.time.Duration;

/**
 * The deduplicator.
 *
 * @param retention how long an id is remembered at least; must exceed the platforms' retry horizon
 */
public record DedupSettings(Duration retention) {

    /**
     * Genesys retries for 85 s; CXone's horizon is not documented, so an hour is the least that is
     * taken.
     */
    public static final Duration LEAST = Duration.ofHours(1);

    /** 72 h. */
    public static final DedupSettings DEFAULT = new DedupSettings(Duration.ofHours(72));

    public DedupSettings {
        Check.that(
                retention.compareTo(LEAST) >= 0,
                "retention",
                retention,
                "does not exceed the platforms' retry horizon; give "
                        + Amounts.written(LEAST)
                        + " or more");
    }
}
