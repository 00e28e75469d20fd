package io.attachrelay.sender.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lets a converter work on bytes, as whoever calls it does. */
public final class Conversions {

    /** More than any outcome has. */
    public static final long ANY_SIZE = 100L << 20;

    private final Converter converter;
    private final Path folder;

    /**
     * @param folder takes a folder for each request
     */
    public Conversions(Converter converter, Path folder) {
        this.converter = converter;
        this.folder = folder;
    }

    /** What comes of it. */
    public Conversion convert(byte[] bytes, String from, String to, long mostBytes) {
        try {
            Path request = Files.createTempDirectory(folder, "request");
            Path source = Files.write(request.resolveSibling(request.getFileName() + ".in"), bytes);
            return converter.convert(new ConversionRequest(source, from, to, mostBytes, request));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The outcome, which has to be there. */
    public Path converted(byte[] bytes, String from, String to) {
        return converted(bytes, from, to, ANY_SIZE);
    }

    /** The outcome, which has to be there and small enough. */
    public Path converted(byte[] bytes, String from, String to, long mostBytes) {
        Conversion conversion = convert(bytes, from, to, mostBytes);
        assertThat(conversion).isInstanceOf(Conversion.Converted.class);
        var converted = (Conversion.Converted) conversion;
        assertThat(converted.mediaType()).isEqualTo(to);
        assertThat(converted.file()).isNotEmptyFile();
        assertThat(converted.file().toFile().length()).isLessThanOrEqualTo(mostBytes);
        return converted.file();
    }

    /** Why it is impossible, which it has to be. */
    public String impossible(byte[] bytes, String from, String to) {
        Conversion conversion = convert(bytes, from, to, ANY_SIZE);
        assertThat(conversion).isInstanceOf(Conversion.Impossible.class);
        return ((Conversion.Impossible) conversion).detail();
    }
}
