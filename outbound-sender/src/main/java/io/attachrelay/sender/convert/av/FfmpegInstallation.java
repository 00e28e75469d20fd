package io.attachrelay.sender.convert.av;

import io.attachrelay.sender.convert.Availability;
import io.attachrelay.sender.convert.program.ProgramBox;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The ffmpeg of this machine.
 *
 * @param ffmpeg where it is missing with names only
 */
record FfmpegInstallation(Ffmpeg ffmpeg, Availability availability) {

    /** Looks for it, and lets it say its version. */
    static FfmpegInstallation here(ProgramBox box) {
        Optional<Path> program = box.find("ffmpeg");
        Optional<Path> prober = box.find("ffprobe");
        Ffmpeg ffmpeg =
                new Ffmpeg(
                        box, program.orElse(Path.of("ffmpeg")), prober.orElse(Path.of("ffprobe")));
        Optional<String> lacking =
                program.isEmpty() || prober.isEmpty()
                        ? Optional.of("ffmpeg is not installed (Debian: ffmpeg)")
                        : Optional.empty();
        return new FfmpegInstallation(
                ffmpeg,
                box.lacking()
                        .or(() -> lacking)
                        .<Availability>map(Availability.Missing::new)
                        .orElseGet(() -> box.version(ffmpeg.ffmpeg(), "-version")));
    }
}
