package io.attachrelay.sender.convert.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes HEIC and AVIF; needs Debian's libheif-examples. */
final class Heif {

    private Heif() {}

    /** The name's end says which. */
    static byte[] photo(byte[] png, Path folder, String name) {
        try {
            Path source = folder.resolve("source.png");
            Files.write(source, png);
            Path photo = folder.resolve(name);
            Process process =
                    new ProcessBuilder(
                                    "heif-enc",
                                    "-q",
                                    "90",
                                    source.toString(),
                                    "-o",
                                    photo.toString())
                            .redirectErrorStream(true)
                            .start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("heif-enc: " + said);
            }
            return Files.readAllBytes(photo);
        } catch (IOException e) {
            throw new UncheckedIOException("is libheif-examples installed?", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
