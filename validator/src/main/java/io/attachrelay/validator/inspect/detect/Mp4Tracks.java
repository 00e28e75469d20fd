package io.attachrelay.validator.inspect.detect;

import io.attachrelay.model.MediaFacts;
import io.attachrelay.validator.inspect.detect.Boxes.Box;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tracks of an MP4 file (ISO/IEC 14496-12, chapter 8): whether it shows or sounds, how, and how
 * long.
 */
public final class Mp4Tracks {

    private static final int MOST_BYTES = 64 << 10;
    private static final int HANDLER = 8;
    private static final int NAME = 4;
    // Behind version, flags and two times of 4 or 8 bytes: units a second, and how many.
    private static final int UNITS = 12;
    private static final int LONG_UNITS = 20;

    private final Content content;
    private final Boxes boxes;
    private boolean found;
    private boolean film;
    private boolean sound;
    private @Nullable String pictureCodec;
    private @Nullable String soundCodec;
    private @Nullable Integer width;
    private @Nullable Integer height;
    private @Nullable Long durationMillis;

    private Mp4Tracks(Content content) {
        this.content = content;
        this.boxes = new Boxes(content);
        boxes.first(boxes.file(), "moov").ifPresent(this::read);
    }

    /** The tracks; empty if the file does not tell them where they are looked for. */
    static Optional<Mp4Tracks> of(Content content) {
        Mp4Tracks tracks = content.once(Mp4Tracks.class, Mp4Tracks::new);
        return tracks.found ? Optional.of(tracks) : Optional.empty();
    }

    /** Whether there is sound and nothing to be seen. */
    boolean onlySounds() {
        return sound && !film;
    }

    /**
     * Of the first track with pictures, else of the first with sound; {@code null} if not known.
     */
    @Nullable String codec() {
        return film ? pictureCodec : soundCodec;
    }

    /** Size, duration and codec, as far as they are told. */
    public MediaFacts facts() {
        return new MediaFacts(null, width, height, durationMillis, codec());
    }

    private void read(Box movie) {
        found = true;
        // In one piece: its boxes are many and small.
        content.read(movie.begin(), (int) Math.min(movie.end() - movie.begin(), MOST_BYTES));
        boxes.each(
                movie,
                box -> {
                    switch (box.name()) {
                        case "trak" -> boxes.first(box, "mdia").ifPresent(this::medium);
                        case "mvhd" -> durationMillis = duration(box);
                        default -> {}
                    }
                });
    }

    /** What is sent while it is recorded has no duration: none of its units. */
    private @Nullable Long duration(Box header) {
        boolean wide = content.read(header.begin(), 1)[0] == 1;
        ByteBuffer units = content.bigEndian(header.begin() + (wide ? LONG_UNITS : UNITS), 12);
        if (units.limit() < 12) {
            return null;
        }
        long aSecond = Integer.toUnsignedLong(units.getInt(0));
        long count = wide ? units.getLong(4) : Integer.toUnsignedLong(units.getInt(4));
        boolean known = aSecond > 0 && count > 0 && (wide || units.getInt(4) != -1);
        return known ? Math.round(1000.0 * count / aSecond) : null;
    }

    private void medium(Box medium) {
        String kind =
                boxes.first(medium, "hdlr").map(box -> name(box.begin() + HANDLER)).orElse("");
        Optional<Mp4Entry> entry =
                boxes.first(medium, "minf")
                        .flatMap(box -> boxes.first(box, "stbl"))
                        .flatMap(box -> boxes.first(box, "stsd"))
                        .flatMap(list -> Mp4Entry.first(content, list));
        if (kind.equals("vide") && !film) {
            film = true;
            pictureCodec = entry.map(Mp4Entry::codec).orElse(null);
            entry.flatMap(Mp4Entry::pixels).ifPresent(this::takeSize);
        }
        if (kind.equals("soun") && soundCodec == null) {
            sound = true;
            soundCodec = entry.map(Mp4Entry::codec).orElse(null);
        }
    }

    private void takeSize(ByteBuffer pixels) {
        int across = pixels.getShort(0) & 0xffff;
        int down = pixels.getShort(2) & 0xffff;
        width = across == 0 ? null : across;
        height = down == 0 ? null : down;
    }

    private String name(long offset) {
        return new String(content.read(offset, NAME), StandardCharsets.ISO_8859_1);
    }
}
