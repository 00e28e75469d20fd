package io.attachrelay.validator.inspect.av;

import static java.util.Map.entry;

import io.attachrelay.model.MediaFacts;
import io.attachrelay.validator.inspect.av.EbmlElements.Element;
import io.attachrelay.validator.inspect.detect.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Matroska and WebM (RFC 9559). Browsers write while they record, and then neither the length nor
 * the duration is known.
 */
final class MatroskaRecording implements Recording {

    private static final long SEGMENT = 0x18538067L;
    private static final long CLUSTER = 0x1F43B675L;
    private static final long INFO = 0x1549A966L;
    private static final long TIMESTAMP_SCALE = 0x2AD7B1L;
    private static final long DURATION = 0x4489L;
    private static final long TRACKS = 0x1654AE6BL;
    private static final long TRACK = 0xAEL;
    private static final long TRACK_TYPE = 0x83L;
    private static final long CODEC = 0x86L;
    private static final long VIDEO = 0xE0L;
    private static final long WIDTH = 0xB0L;
    private static final long HEIGHT = 0xBAL;
    private static final long PICTURES = 1;
    private static final long SOUND = 2;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long USUAL_SCALE = 1_000_000;

    // https://www.matroska.org/technical/codec_specs.html, by how they begin.
    private static final List<Map.Entry<String, String>> CODECS =
            List.of(
                    entry("V_VP8", "vp8"),
                    entry("V_VP9", "vp9"),
                    entry("V_AV1", "av1"),
                    entry("V_MPEG4/ISO/AVC", "h264"),
                    entry("V_MPEGH/ISO/HEVC", "hevc"),
                    entry("V_MPEG4/", "mpeg4"),
                    entry("V_MPEG2", "mpeg2"),
                    entry("V_THEORA", "theora"),
                    entry("A_OPUS", "opus"),
                    entry("A_VORBIS", "vorbis"),
                    entry("A_AAC", "aac"),
                    entry("A_ALAC", "alac"),
                    entry("A_MPEG/L3", "mp3"),
                    entry("A_FLAC", "flac"),
                    entry("A_AC3", "ac3"),
                    entry("A_EAC3", "eac3"),
                    entry("A_PCM", "pcm"));

    private final EbmlElements elements;
    private @Nullable Element segment;
    private @Nullable Element info;
    private @Nullable Element tracks;
    private boolean cut;

    private MatroskaRecording(Content content) {
        this.elements = new EbmlElements(content);
        elements.first(elements.file(), SEGMENT).ifPresent(this::read);
    }

    static MatroskaRecording of(Content content) {
        return new MatroskaRecording(content);
    }

    private void read(Element whole) {
        segment = whole;
        cut = whole.cut();
        elements.each(
                whole,
                element -> {
                    cut |= element.cut();
                    info = element.id() == INFO ? element : info;
                    tracks = element.id() == TRACKS ? element : tracks;
                    // Where the whole has a length, that of its parts says nothing more.
                    return element.id() != CLUSTER || whole.open() && !element.open();
                });
    }

    @Override
    public Optional<String> complaint() {
        if (segment == null) {
            return Optional.of("the film is missing");
        }
        return cut ? Optional.of("the end of the film is missing") : Optional.empty();
    }

    @Override
    public MediaFacts facts() {
        Optional<Element> pictures = track(PICTURES);
        Optional<Element> video = pictures.flatMap(track -> elements.first(track, VIDEO));
        return Facts.film(
                elements.number(video.flatMap(v -> elements.first(v, WIDTH))),
                elements.number(video.flatMap(v -> elements.first(v, HEIGHT))),
                millis(),
                codec(pictures.or(() -> track(SOUND))));
    }

    private @Nullable Long millis() {
        Optional<Element> about = Optional.ofNullable(info);
        long scale = elements.number(about.flatMap(i -> elements.first(i, TIMESTAMP_SCALE)));
        double duration = elements.real(about.flatMap(i -> elements.first(i, DURATION)));
        return Facts.duration(duration * (scale == 0 ? USUAL_SCALE : scale), NANOS_PER_SECOND);
    }

    private Optional<Element> track(long type) {
        List<Element> all = new ArrayList<>();
        if (tracks != null) {
            elements.each(tracks, all::add);
        }
        return all.stream()
                .filter(track -> track.id() == TRACK)
                .filter(track -> elements.number(elements.first(track, TRACK_TYPE)) == type)
                .findFirst();
    }

    private @Nullable String codec(Optional<Element> track) {
        String id = elements.text(track.flatMap(t -> elements.first(t, CODEC)));
        return CODECS.stream()
                .filter(known -> id.startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
