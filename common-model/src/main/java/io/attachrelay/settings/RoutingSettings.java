package io.attachrelay.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What flow engines are given.
 *
 * @param file rows of the operator's own over the attributes that are computed
 */
public record RoutingSettings(Optional<Path> file) {

    /** The attributes as they are computed. */
    public static final RoutingSettings DEFAULT = new RoutingSettings(Optional.empty());
}
