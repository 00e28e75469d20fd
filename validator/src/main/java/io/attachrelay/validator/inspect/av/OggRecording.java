package io.attachrelay.validator.inspect.av;

import io.attachrelay.model.MediaFacts;
import io.attachrelay.validator.inspect.detect.Content;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ogg (RFC 3533). The last page tells the time of the whole; one without the mark of the last is
 * what a recorder leaves that was switched off, and whole for all that.
 */
final class OggRecording implements Recording {

    // The longest page with its header.
    private static final int PAGE_BYTES = 65_307;
    // A page holds less sound than that: 255 packets of 120 ms.
    private static final double MOST_SECONDS_A_PAGE = 31;

    private final Content content;
    private final List<OggStream> streams = new ArrayList<>();
    private final byte[] tail;
    private final long tailAt;

    private OggRecording(Content content) {
        this.content = content;
        this.tailAt = Math.max(0, content.size() - PAGE_BYTES);
        this.tail = content.read(tailAt, PAGE_BYTES);
        readStreams();
    }

    static OggRecording of(Content content) {
        return new OggRecording(content);
    }

    private void readStreams() {
        Optional<OggPage> page = OggPage.at(content, 0);
        while (page.isPresent() && page.get().end() < Content.HEAD_BYTES) {
            OggPage at = page.get();
            Optional<OggStream> known = stream(at);
            if (known.isEmpty()) {
                OggStream.of(content, at).ifPresent(streams::add);
            } else if (at.position() > 0) {
                known.get().begins(at.position());
            }
            page = OggPage.at(content, at.end());
        }
    }

    private Optional<OggStream> stream(OggPage page) {
        return streams.stream().filter(stream -> stream.serial() == page.stream()).findFirst();
    }

    @Override
    public Optional<String> complaint() {
        int at = before(tail.length);
        while (at >= 0 && !isCut(at)) {
            // What a page holds may look like a page's begin.
            at = OggPage.at(content, tailAt + at).isPresent() ? -1 : before(at);
        }
        return at < 0 ? Optional.empty() : Optional.of("the end of the last page is missing");
    }

    private boolean isCut(int at) {
        return OggPage.at(content, tailAt + at)
                .map(page -> page.end() > content.size() || page.goesOn() && !page.isLast())
                .orElseGet(() -> OggPage.isCut(content, tailAt + at));
    }

    /** Where the last page before that begins, by its mark; -1 if nowhere. */
    private int before(int end) {
        int at = end - OggPage.MARK.length();
        while (at >= 0
                && !OggPage.MARK.equals(
                        new String(tail, at, OggPage.MARK.length(), StandardCharsets.ISO_8859_1))) {
            at--;
        }
        return at;
    }

    @Override
    public MediaFacts facts() {
        Optional<OggStream> film = streams.stream().filter(OggStream::isFilm).findFirst();
        Optional<OggStream> sound = streams.stream().filter(stream -> !stream.isFilm()).findFirst();
        return film.or(() -> sound)
                .map(shown ->
                        Facts.film(
                                shown.width(),
                                shown.height(),
                                sound.or(() -> film).map(this::millis).orElse(null),
                                shown.codec()))
                .orElse(MediaFacts.NONE);
    }

    private @Nullable Long millis(OggStream stream) {
        // What is cut from a stream that goes on for long begins at some time of its own.
        if (stream.seconds(stream.begin()) > MOST_SECONDS_A_PAGE) {
            return null;
        }
        int at = before(tail.length);
        while (at >= 0) {
            Optional<OggPage> page = OggPage.at(content, tailAt + at);
            if (page.filter(p -> p.stream() == stream.serial() && p.position() > 0).isPresent()) {
                return Facts.duration(stream.seconds(page.get().position()), 1);
            }
            at = before(at);
        }
        return null;
    }
}
