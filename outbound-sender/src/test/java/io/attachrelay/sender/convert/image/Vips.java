package io.attachrelay.sender.convert.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes sources that Java has no writer for; needs Debian's libvips-tools. */
final class Vips {

    private Vips() {}

    private static final String INKS = "inks.jpg";

    /** A PNG in the format that the name says. */
    static byte[] copy(byte[] png, Path folder, String name) {
        return run(List.of("copy", source(png, folder), name), folder);
    }

    /** A PNG as a JPEG in cyan, magenta, yellow and black. */
    static byte[] inInks(byte[] png, Path folder) {
        return run(List.of("icc_transform", source(png, folder), INKS + "[Q=95]", "cmyk"), folder);
    }

    /** A PNG in sRGB as one in Display P3, as phones have it. */
    static byte[] inWideGamut(byte[] png, Path folder) {
        return run(
                List.of(
                        "icc_transform",
                        source(png, folder),
                        "wide.png",
                        "p3",
                        "--input-profile",
                        "srgb"),
                folder);
    }

    /** How the inks look. */
    static BufferedImage printed(Path folder) {
        run(List.of("icc_transform", INKS, "printed.png", "srgb"), folder);
        return Quarters.read(folder.resolve("printed.png"));
    }

    private static String source(byte[] png, Path folder) {
        try {
            return Files.write(folder.resolve("source.png"), png).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of which the third word names the outcome. */
    private static byte[] run(List<String> operation, Path folder) {
        try {
            List<String> line = new ArrayList<>(List.of("vips"));
            line.addAll(operation);
            Process process =
                    new ProcessBuilder(line)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(line + ": " + said);
            }
            return Files.readAllBytes(folder.resolve(operation.get(2).replaceAll("\\[.*", "")));
        } catch (IOException e) {
            throw new UncheckedIOException("is libvips-tools installed?", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
