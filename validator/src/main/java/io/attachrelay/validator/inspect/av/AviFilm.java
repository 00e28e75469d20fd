package io.attachrelay.validator.inspect.av;

import static java.util.Map.entry;

import io.attachrelay.model.MediaFacts;
import io.attachrelay.validator.inspect.av.RiffChunks.Chunk;
import io.attachrelay.validator.inspect.detect.Content;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A film in an AVI file. One of more than 1 GB is several such files one behind the other (OpenDML
 * 1.02), of which the first says of what and how long.
 */
final class AviFilm implements Recording {

    private static final int STREAM_BYTES = 36;
    private static final int BITMAP_BYTES = 20;

    private static final Map<String, String> CODECS =
            Map.ofEntries(
                    entry("h264", "h264"),
                    entry("x264", "h264"),
                    entry("avc1", "h264"),
                    entry("hevc", "hevc"),
                    entry("hvc1", "hevc"),
                    entry("h265", "hevc"),
                    entry("xvid", "mpeg4"),
                    entry("divx", "mpeg4"),
                    entry("dx50", "mpeg4"),
                    entry("fmp4", "mpeg4"),
                    entry("mp4v", "mpeg4"),
                    entry("mjpg", "mjpeg"),
                    entry("h263", "h263"));

    private final RiffChunks riff;
    private final List<Chunk> files;
    private final List<Chunk> chunks;

    private AviFilm(Content content) {
        this.riff = new RiffChunks(content);
        this.files = riff.within(riff.file(), 0);
        this.chunks = riff.within(files.getFirst(), RiffChunks.LIST_NAME);
    }

    static AviFilm of(Content content) {
        return new AviFilm(content);
    }

    @Override
    public Optional<String> complaint() {
        if (riff.list(chunks, "movi").isEmpty()) {
            return Optional.of("the pictures are missing");
        }
        return files.stream()
                .filter(file -> file.name().equals("RIFF") && isCut(file))
                .findFirst()
                .map(_ -> "the end of the film is missing");
    }

    /** The length of the whole alone proves nothing: some writers count its header in. */
    private boolean isCut(Chunk file) {
        return file.cut() && riff.within(file, RiffChunks.LIST_NAME).stream().anyMatch(Chunk::cut);
    }

    @Override
    public MediaFacts facts() {
        return riff.list(chunks, "hdrl").stream()
                .flatMap(header -> riff.within(header, RiffChunks.LIST_NAME).stream())
                .filter(chunk -> chunk.name().equals("LIST"))
                .map(stream -> riff.within(stream, RiffChunks.LIST_NAME))
                .flatMap(stream -> pictures(stream).stream())
                .findFirst()
                .orElse(MediaFacts.NONE);
    }

    private Optional<MediaFacts> pictures(List<Chunk> stream) {
        return RiffChunks.first(stream, "strh")
                .flatMap(chunk -> riff.fields(chunk, STREAM_BYTES))
                .filter(header -> name(header, 0).equals("vids"))
                .flatMap(header ->
                        RiffChunks.first(stream, "strf")
                                .flatMap(chunk -> riff.fields(chunk, BITMAP_BYTES))
                                .map(bitmap -> facts(header, bitmap)));
    }

    private static MediaFacts facts(ByteBuffer header, ByteBuffer bitmap) {
        double scale = Integer.toUnsignedLong(header.getInt(20));
        double rate = Integer.toUnsignedLong(header.getInt(24));
        long length = Integer.toUnsignedLong(header.getInt(32));
        return Facts.film(
                bitmap.getInt(4),
                Math.abs((long) bitmap.getInt(8)),
                Facts.duration(length * scale, rate),
                CODECS.get(name(bitmap, 16)));
    }

    private static String name(ByteBuffer fields, int at) {
        return new String(fields.array(), at, 4, StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT);
    }
}
