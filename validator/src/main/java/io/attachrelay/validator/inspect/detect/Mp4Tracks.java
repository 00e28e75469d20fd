package io.attachrelay.validator.inspect.detect;

import static java.util.Map.entry;

import io.attachrelay.validator.inspect.detect.Boxes.Box;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tracks of an MP4 file (ISO/IEC 14496-12, chapter 8): whether it shows or sounds, and how. */
final class Mp4Tracks {

    private static final int MOST_BYTES = 64 << 10;
    private static final int HANDLER = 8;
    private static final int FIRST_ENTRY = 12;

    // Sample entries as registered at mp4ra.org.
    private static final Map<String, String> CODECS =
            Map.ofEntries(
                    entry("mp4a", "aac"),
                    entry("alac", "alac"),
                    entry("Opus", "opus"),
                    entry("fLaC", "flac"),
                    entry(".mp3", "mp3"),
                    entry("ac-3", "ac3"),
                    entry("ec-3", "eac3"),
                    entry("samr", "amr"),
                    entry("sawb", "amr-wb"));

    private final Content content;
    private final Boxes boxes;
    private boolean film;
    private boolean sound;
    private @Nullable String codec;

    private Mp4Tracks(Content content) {
        this.content = content;
        this.boxes = new Boxes(content);
    }

    /** The tracks; empty if the file does not tell them where they are looked for. */
    static Optional<Mp4Tracks> of(Content content) {
        Mp4Tracks tracks = new Mp4Tracks(content);
        Optional<Box> movie = tracks.boxes.first(tracks.boxes.file(), "moov");
        movie.ifPresent(tracks::read);
        return movie.map(_ -> tracks);
    }

    /** Whether there is sound and nothing to be seen. */
    boolean onlySounds() {
        return sound && !film;
    }

    /** Of the first sound track; {@code null} if not known. */
    @Nullable String codec() {
        return codec;
    }

    private void read(Box movie) {
        // In one piece: its boxes are many and small.
        content.read(movie.begin(), (int) Math.min(movie.end() - movie.begin(), MOST_BYTES));
        boxes.each(
                movie,
                box -> {
                    if (box.name().equals("trak")) {
                        boxes.first(box, "mdia").ifPresent(this::medium);
                    }
                });
    }

    private void medium(Box medium) {
        String kind =
                boxes.first(medium, "hdlr").map(box -> name(box.begin() + HANDLER)).orElse("");
        film |= kind.equals("vide");
        if (kind.equals("soun")) {
            sound = true;
            if (codec == null) {
                codec =
                        boxes.first(medium, "minf")
                                .flatMap(box -> boxes.first(box, "stbl"))
                                .flatMap(box -> boxes.first(box, "stsd"))
                                .map(box -> CODECS.get(name(box.begin() + FIRST_ENTRY)))
                                .orElse(null);
            }
        }
    }

    private String name(long offset) {
        return new String(content.read(offset, 4), StandardCharsets.ISO_8859_1);
    }
}
