package io.attachrelay.validator.inspect.detect;

import static java.util.Map.entry;

import io.attachrelay.validator.inspect.detect.Boxes.Box;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How the samples of an MP4 track are coded: the first entry of its descriptions. */
final class Mp4Entry {

    // Fields of the list before its first entry.
    private static final int LIST_FIELDS = 8;
    private static final int PIXELS_AT = 24;
    private static final int PICTURE_FIELDS = 78;
    // In ISO files, and in the first and second version of QuickTime's.
    private static final int[] SOUND_FIELDS = {28, 44, 64};

    // Entries as registered at mp4ra.org; of an encrypted one nothing is known.
    private static final Map<String, String> CODECS =
            Map.ofEntries(
                    entry("avc1", "h264"),
                    entry("avc2", "h264"),
                    entry("avc3", "h264"),
                    entry("avc4", "h264"),
                    entry("dva1", "h264"),
                    entry("dvav", "h264"),
                    entry("hvc1", "hevc"),
                    entry("hev1", "hevc"),
                    entry("dvh1", "hevc"),
                    entry("dvhe", "hevc"),
                    entry("vvc1", "vvc"),
                    entry("vvi1", "vvc"),
                    entry("av01", "av1"),
                    entry("vp08", "vp8"),
                    entry("vp09", "vp9"),
                    entry("s263", "h263"),
                    entry("h263", "h263"),
                    entry("jpeg", "mjpeg"),
                    entry("mjpa", "mjpeg"),
                    entry("mjpb", "mjpeg"),
                    entry("apch", "prores"),
                    entry("apcn", "prores"),
                    entry("apcs", "prores"),
                    entry("apco", "prores"),
                    entry("ap4h", "prores"),
                    entry("alac", "alac"),
                    entry("Opus", "opus"),
                    entry("fLaC", "flac"),
                    entry(".mp3", "mp3"),
                    entry("ac-3", "ac3"),
                    entry("ac-4", "ac4"),
                    entry("ec-3", "eac3"),
                    entry("samr", "amr"),
                    entry("sawb", "amr-wb"),
                    entry("alaw", "alaw"),
                    entry("ulaw", "mulaw"),
                    entry("sowt", "pcm"),
                    entry("twos", "pcm"),
                    entry("lpcm", "pcm"));

    private final Content content;
    private final Boxes boxes;
    private final Box entry;

    private Mp4Entry(Content content, Box entry) {
        this.content = content;
        this.boxes = new Boxes(content);
        this.entry = entry;
    }

    /** The first entry of a list of descriptions; empty if it has none. */
    static Optional<Mp4Entry> first(Content content, Box list) {
        var boxes = new Boxes(content);
        return boxes.first(boxes.behind(list, LIST_FIELDS))
                .map(entry -> new Mp4Entry(content, entry));
    }

    /** Of pictures or sound; {@code null} if it is not known. */
    @Nullable String codec() {
        return switch (entry.name()) {
            case "mp4a" -> sound();
            case "mp4v" -> described(PICTURE_FIELDS).map(EsDescriptor::pictures).orElse(null);
            default -> CODECS.get(entry.name());
        };
    }

    /** What QuickTime wraps once more is the same. */
    private @Nullable String sound() {
        return IntStream.of(SOUND_FIELDS)
                .mapToObj(this::described)
                .flatMap(Optional::stream)
                .findFirst()
                .map(EsDescriptor::sound)
                .orElse(null);
    }

    private Optional<EsDescriptor> described(int fields) {
        Box behind = boxes.behind(entry, fields);
        return boxes.first(behind, "esds")
                .or(() -> boxes.first(behind, "wave").flatMap(box -> boxes.first(box, "esds")))
                .flatMap(box -> EsDescriptor.of(content, box));
    }

    /**
     * Width and height of pictures, one behind the other in two shorts; empty if it ends before.
     */
    Optional<ByteBuffer> pixels() {
        ByteBuffer pixels = content.bigEndian(entry.begin() + PIXELS_AT, 4);
        return pixels.limit() == 4 ? Optional.of(pixels) : Optional.empty();
    }
}
