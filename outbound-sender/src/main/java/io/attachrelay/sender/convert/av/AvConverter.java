package io.attachrelay.sender.convert.av;

import io.attachrelay.sender.convert.Availability;
import io.attachrelay.sender.convert.Conversion;
import io.attachrelay.sender.convert.ConversionRequest;
import io.attachrelay.sender.convert.Converter;
import io.attachrelay.sender.convert.program.ProgramBox;
import io.attachrelay.sender.convert.program.ProgramLimits;
import io.attachrelay.settings.ConversionSettings;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sound to Ogg Opus, AAC or MP3, films to MP4 with H.264 and AAC, by ffmpeg. The time limit is for
 * the file alone; waiting for a turn has that time besides.
 */
public final class AvConverter implements Converter {

    private final Ffmpeg ffmpeg;
    private final Availability availability;
    private final ProgramLimits limits;
    private final Semaphore places;

    private AvConverter(Ffmpeg ffmpeg, Availability availability, ConversionSettings settings) {
        this.ffmpeg = ffmpeg;
        this.availability = availability;
        this.limits = ProgramLimits.of(settings, 0);
        this.places = new Semaphore(settings.atOnce(), true);
    }

    /** The converter as far as this machine has what it needs. */
    public static AvConverter here(ConversionSettings settings) {
        ProgramBox box = ProgramBox.here(settings);
        FfmpegInstallation installation = FfmpegInstallation.here(box);
        return new AvConverter(installation.ffmpeg(), installation.availability(), settings);
    }

    @Override
    public String name() {
        return "audio-video";
    }

    @Override
    public Availability availability() {
        return availability;
    }

    /** What may hold sound alone may become sound; a film never does, its picture would be lost. */
    @Override
    public boolean knows(String sourceType, String targetType) {
        return Container.of(sourceType).isPresent()
                && (targetType.equals(FilmPlan.TARGET)
                        ? sourceType.startsWith("video/") || sourceType.contains("matroska")
                        : SoundFormat.of(targetType).isPresent());
    }

    @Override
    public Conversion convert(ConversionRequest request) throws InterruptedException {
        Optional<Container> container = Container.of(request.sourceType());
        if (container.isEmpty() || !knows(request.sourceType(), request.targetType())) {
            return new Conversion.Impossible(
                    request.sourceType() + " can't become " + request.targetType());
        }
        if (availability instanceof Availability.Missing(String lacking)) {
            return new Conversion.TryAgain(lacking);
        }
        if (!places.tryAcquire(limits.time().toNanos(), TimeUnit.NANOSECONDS)) {
            return new Conversion.TryAgain("all turns at ffmpeg are taken");
        }
        try {
            return new AvWork(request, ffmpeg, limits).convert(container.get());
        } catch (IOException e) {
            return new Conversion.TryAgain(e.toString());
        } finally {
            places.release();
        }
    }

    @Override
    public void close() {
        ffmpeg.box().close();
    }
}
