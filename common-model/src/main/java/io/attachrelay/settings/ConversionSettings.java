package io.attachrelay.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How files are converted, and what the programs that do it may take.
 *
 * @param atOnce conversions of one converter at the same time, at least one
 * @param timeLimit how long one conversion may take, on the clock, above zero
 * @param memoryLimit the bytes that one process of a program may have to itself, above zero
 * @param confined whether programs must run behind a wall: no network, no files but those of the
 *     conversion, a user without rights. Where the machine can't give that, converters that need
 *     programs are missing; unless this is false
 * @param programFolders where programs are looked for, in this order
 */
public record ConversionSettings(
        int atOnce,
        Duration timeLimit,
        long memoryLimit,
        boolean confined,
        List<Path> programFolders) {

    /**
     * Two at once, 60 s and 1 GB each, behind the wall. LibreOffice takes 0.1 s and 200 MB for a
     * usual document, ffmpeg some 4 s and 200 MB for 10 s of a film.
     */
    public static final ConversionSettings DEFAULT =
            new ConversionSettings(
                    2,
                    Duration.ofSeconds(60),
                    1L << 30,
                    true,
                    List.of(
                            Path.of("/usr/local/bin"),
                            Path.of("/usr/bin"),
                            Path.of("/bin"),
                            Path.of("/usr/lib/libreoffice/program")));

    public ConversionSettings {
        Check.that(atOnce > 0, "at-once", atOnce, "is not above zero");
        Check.that(timeLimit.isPositive(), "time-limit", timeLimit, "is not above zero");
        Check.that(memoryLimit > 0, "memory-limit", memoryLimit, "is not above zero");
        programFolders = List.copyOf(programFolders);
    }
}
