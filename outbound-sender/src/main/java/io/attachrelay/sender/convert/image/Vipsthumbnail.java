package io.attachrelay.sender.convert.image;

import io.attachrelay.sender.convert.Availability;
import io.attachrelay.sender.convert.program.BoxedProgram;
import io.attachrelay.sender.convert.program.ProgramBox;
import io.attachrelay.sender.convert.program.ProgramLimits;
import io.attachrelay.sender.convert.program.ProgramResult;
import io.attachrelay.settings.ConversionSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The program that reads HEIC and AVIF: upright, with their profile, as TIFF without compression.
 *
 * @param program where it is
 * @param box in which it runs
 */
record Vipsthumbnail(Path program, ProgramBox box, ConversionSettings settings) {

    /** What it makes is in the request's folder. */
    static final String OUTCOME = "picture.tif";

    private static final String SOURCE = "source.heif";

    // Phones make 12 million pixels, which is 4032 x 3024; more is made that small.
    private static final int LONGEST_SIDE = 4096;
    private static final List<String> ARGUMENTS =
            List.of(SOURCE, "--size", LONGEST_SIDE + "x" + LONGEST_SIDE + ">", "-o", OUTCOME);
    // Four bytes for each of those pixels, and a little.
    private static final long MOST_BYTES = 5L * LONGEST_SIDE * LONGEST_SIDE;
    // Only readers that its makers test against hostile files.
    private static final Map<String, String> ENVIRONMENT = Map.of("VIPS_BLOCK_UNTRUSTED", "1");

    /**
     * Reads a picture.
     *
     * @param folder is given to the program
     * @throws IOException if the picture can't be copied there
     */
    ProgramResult read(Path source, Path folder) throws IOException, InterruptedException {
        Path own = folder.toAbsolutePath();
        Path _ = box.bring(source, own, SOURCE);
        return box.run(
                new BoxedProgram(
                        program,
                        ARGUMENTS,
                        own,
                        ENVIRONMENT,
                        ProgramLimits.of(settings, MOST_BYTES)));
    }

    /** Whether it can read HEIC: what was built without says so only when it is asked to. */
    Availability tried() {
        Availability version = box.version(program, "--version");
        if (version instanceof Availability.Missing) {
            return version;
        }
        try {
            return readsSample() ? version : lacking("it does not read HEIC (Debian: libheif1)");
        } catch (IOException e) {
            return lacking(e.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return lacking("interrupted");
        }
    }

    private boolean readsSample() throws IOException, InterruptedException {
        Path parent = Files.createTempDirectory("heif");
        Path source = parent.resolve("sample.heic");
        Path folder = Files.createDirectory(parent.resolve("out"));
        try (InputStream sample = sample()) {
            long _ = Files.copy(sample, source);
            return read(source, folder) instanceof ProgramResult.Ended(int code, _, _)
                    && code == 0
                    && ProgramBox.isFile(folder.resolve(OUTCOME));
        } finally {
            for (String left :
                    List.of("out/" + SOURCE, "out/" + OUTCOME, "out", "sample.heic", "")) {
                boolean _ = Files.deleteIfExists(parent.resolve(left));
            }
        }
    }

    private static InputStream sample() {
        return Objects.requireNonNull(Vipsthumbnail.class.getResourceAsStream("sample.heic"));
    }

    private Availability lacking(String why) {
        return new Availability.Missing(program + ": " + why);
    }
}
