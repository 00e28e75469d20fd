package io.attachrelay.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What may be used, and how closely files are looked at.
 *
 * @param file rows of the operator's own over those that come with the product
 * @param checksOff names of checks that are not made
 * @param timeLimit how much of a processor's time the checks may take of one file, above zero
 * @param memoryLimit how many bytes the checks may allot for one file, over all their time, above
 *     zero
 */
public record PolicySettings(
        Optional<Path> file, Set<String> checksOff, Duration timeLimit, long memoryLimit) {

    /**
     * The rows that come with the product, and all checks, within 10 s and 256 MB. Of 971 odd PDFs
     * and 1,600 odd Office files the slowest took 2.6 s; all but one allotted less than 125 MB.
     */
    public static final PolicySettings DEFAULT = new PolicySettings(Optional.empty(), Set.of());

    /** Within the usual limits. */
    public PolicySettings(Optional<Path> file, Set<String> checksOff) {
        this(file, checksOff, Duration.ofSeconds(10), 256L << 20);
    }

    public PolicySettings {
        Check.that(timeLimit.isPositive(), "time-limit", timeLimit, "is not above zero");
        Check.that(memoryLimit > 0, "memory-limit", memoryLimit, "is not above zero");
        checksOff = Set.copyOf(checksOff);
    }
}
