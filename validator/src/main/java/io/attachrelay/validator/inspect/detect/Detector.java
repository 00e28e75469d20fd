package io.attachrelay.validator.inspect.detect;

import java.util.List;
import java.util.Optional;

/**
 * Tells a file's type from its bytes alone, never from a name. Programs come first, whatever else
 * they are; then containers, since magic numbers see only their wrapping: of six MP4 files Tika
 * takes five for QuickTime.
 */
public final class Detector {

    private static final Detected UNKNOWN = Detected.type("application/octet-stream");

    private final List<DetectionStep> steps =
            List.of(
                    new ProgramStep(),
                    new ZipStep(),
                    new Ole2Step(),
                    new FtypStep(),
                    new EbmlStep(),
                    new OggStep(),
                    new TiffStep(),
                    new SignatureStep(),
                    new SoundStep(),
                    new MagicStep(),
                    new TextStep());

    /** The first step's answer, {@code application/octet-stream} if none has one. */
    public Detected detect(Content content) {
        return steps.stream()
                .map(step -> step.detect(content))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(UNKNOWN);
    }
}
