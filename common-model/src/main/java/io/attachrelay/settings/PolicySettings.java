package io.attachrelay.settings;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What may be used, and how closely files are looked at.
 *
 * @param file rows of the operator's own over those that come with the product
 * @param checksOff names of checks that are not made
 */
public record PolicySettings(Optional<Path> file, Set<String> checksOff) {

    /** The rows that come with the product, and all checks. */
    public static final PolicySettings DEFAULT = new PolicySettings(Optional.empty(), Set.of());

    public PolicySettings {
        checksOff = Set.copyOf(checksOff);
    }
}
