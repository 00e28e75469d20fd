package io.attachrelay.sender.convert.image;

import io.attachrelay.sender.convert.Availability;
import io.attachrelay.sender.convert.Conversion;
import io.attachrelay.sender.convert.ConversionRequest;
import io.attachrelay.sender.convert.Converter;
import io.attachrelay.sender.convert.program.ProgramBox;
import io.attachrelay.sender.convert.program.ProgramLimits;
import io.attachrelay.sender.convert.program.ProgramResult;
import io.attachrelay.settings.ConversionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * HEIC, HEIF and AVIF to JPEG or PNG: read by libvips in its box, the rest is done as for other
 * pictures.
 */
public final class HeifConverter implements Converter {

    private static final Set<String> SOURCES = Set.of("image/heic", "image/heif", "image/avif");
    private static final String PROGRAM = "vipsthumbnail";
    private static final String READ_AS = "image/tiff";
    private static final String FOLDER = "read";
    // What the shell adds to the number of a signal, of which there are 64.
    private static final int SIGNALS = 128;
    private static final int LAST_SIGNAL = SIGNALS + 64;

    private final ProgramBox box;
    private final Optional<Vipsthumbnail> vips;
    private final Availability availability;
    private final ImageConverter images;
    private final Semaphore places;
    private final String memory;

    private HeifConverter(ProgramBox box, ConversionSettings settings) {
        this.box = box;
        this.vips = box.find(PROGRAM).map(program -> new Vipsthumbnail(program, box, settings));
        this.availability = vips.map(Vipsthumbnail::tried).orElseGet(HeifConverter::notInstalled);
        this.images = ImageConverter.here(settings);
        this.places = new Semaphore(settings.atOnce(), true);
        this.memory = ProgramLimits.of(settings, 0).memoryWords();
    }

    /** With what is installed on this machine; reads a tiny picture to see. */
    public static HeifConverter here(ConversionSettings settings) {
        return new HeifConverter(ProgramBox.here(settings), settings);
    }

    private static Availability notInstalled() {
        return new Availability.Missing(PROGRAM + " is not installed (Debian: libvips-tools)");
    }

    @Override
    public String name() {
        return "heif";
    }

    @Override
    public Availability availability() {
        return availability;
    }

    @Override
    public boolean knows(String sourceType, String targetType) {
        return SOURCES.contains(sourceType) && ImageConverter.TARGETS.contains(targetType);
    }

    @Override
    public Conversion convert(ConversionRequest request) throws InterruptedException {
        if (vips.isEmpty() || availability instanceof Availability.Missing) {
            return new Conversion.TryAgain(PROGRAM + " is missing");
        }
        places.acquire();
        try {
            Path folder = Files.createDirectory(request.folder().resolve(FOLDER));
            return switch (vips.get().read(request.source(), folder)) {
                case ProgramResult.Ended ended when ended.complainsOfMemory() ->
                        new Conversion.Impossible(
                                "the picture takes more than %s to be read".formatted(memory));
                case ProgramResult.Ended(int code, _, String complaints) ->
                        ended(code, complaints, folder.resolve(Vipsthumbnail.OUTCOME), request);
                case ProgramResult.OutOfTime _ ->
                        new Conversion.Impossible("the picture takes too long to be read");
                case ProgramResult.NotStarted(String reason) -> new Conversion.TryAgain(reason);
            };
        } catch (IOException e) {
            return new Conversion.TryAgain(e.toString());
        } finally {
            places.release();
        }
    }

    private Conversion ended(int code, String complaints, Path read, ConversionRequest request)
            throws InterruptedException {
        if (code == 0 && ProgramBox.isFile(read)) {
            return images.convert(
                    new ConversionRequest(
                            read,
                            READ_AS,
                            request.targetType(),
                            request.mostBytes(),
                            request.folder()));
        }
        return new Conversion.Impossible(
                code > SIGNALS && code <= LAST_SIGNAL
                        ? "the picture takes more than %s, or too long, to be read"
                                .formatted(memory)
                        : "the picture is damaged, of an unusual kind or takes more than %s: %s"
                                .formatted(memory, words(complaints)));
    }

    /** The last of its complaints is about the file, those before may be warnings. */
    private static String words(String complaints) {
        return complaints.strip().lines().reduce("", (_, last) -> last);
    }

    @Override
    public void close() {
        box.close();
        images.close();
    }
}
