package io.attachrelay.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What agents are told.
 *
 * @param file texts of the operator's own in place of ours
 */
public record NoticeSettings(Optional<Path> file) {

    /** Our own texts. */
    public static final NoticeSettings DEFAULT = new NoticeSettings(Optional.empty());
}
