package io.attachrelay.deploy.testkit.sample;

import io.attachrelay.deploy.testkit.platform.MediaContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A valid file of a known type, made while it is written; the same seed makes the same bytes. */
public final class SampleFile implements MediaContent {

    private final String name;
    private final String mimeType;
    private final Format format;
    private final long seed;
    private final MediaContent content;

    private SampleFile(
            String name, String mimeType, Format format, long seed, MediaContent content) {
        this.name = name;
        this.mimeType = mimeType;
        this.format = format;
        this.seed = seed;
        this.content = content;
    }

    /** Makes files of one type. */
    @FunctionalInterface
    interface Format {
        /**
         * Makes a file that is {@code padding} bytes larger than the smallest of its type.
         *
         * @throws IllegalArgumentException when the type has no room for padding
         */
        MediaContent create(long seed, long padding);
    }

    static SampleFile of(String name, String mimeType, Format format) {
        return new SampleFile(name, mimeType, format, 0, format.create(0, 0));
    }

    /**
     * The same type with other bytes. Changes the size where the type compresses; call it before
     * {@link #ofSize}.
     */
    public SampleFile seed(long other) {
        return new SampleFile(name, mimeType, format, other, format.create(other, 0));
    }

    /**
     * The same type with exactly so many bytes.
     *
     * @throws IllegalArgumentException when the type needs more or can't grow
     */
    public SampleFile ofSize(long bytes) {
        long smallest = format.create(seed, 0).size();
        if (bytes < smallest) {
            throw new IllegalArgumentException(
                    "%s needs %d bytes or more, not %d".formatted(name, smallest, bytes));
        }
        return new SampleFile(name, mimeType, format, seed, format.create(seed, bytes - smallest));
    }

    /** The same bytes under another name. */
    public SampleFile named(String other) {
        return new SampleFile(other, mimeType, format, seed, content);
    }

    /** A file name with the type's usual extension. */
    public String name() {
        return name;
    }

    /** What the bytes are. */
    public String mimeType() {
        return mimeType;
    }

    @Override
    public long size() {
        return content.size();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        content.writeTo(out);
    }

    /** All bytes in memory. */
    public byte[] bytes() {
        var out = new ByteArrayOutputStream();
        try {
            writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Writes the file under its name into this folder and returns where it is. */
    public Path writeInto(Path folder) throws IOException {
        var file = folder.resolve(name);
        try (var out = Files.newOutputStream(file)) {
            writeTo(out);
        }
        return file;
    }
}
