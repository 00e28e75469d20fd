package io.attachrelay.validator.inspect.deep.polyglot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.JpegSegments;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Pictures, sound and films that an interpreter would run. PHP and phar skip all before their mark,
 * wherever it stands; browsers and mshta do so with scripts in what they are told is HTML;
 * JavaScript takes a header for a name; a shell takes AMR's for a remark. RAR and 7-Zip search for
 * their archives. The first and last 64 KB are looked at, and the segments of a JPEG. Of PDF files,
 * which may speak of markup, only what is no markup counts.
 */
final class ScriptReader implements SecondReader {

    // Larger segments are maps of depth and second pictures.
    private static final int SEGMENT_BYTES = 192 << 10;

    // Frames of sound are no line of words: one in 50,000 begins so.
    private static final Pattern LINE =
            Pattern.compile("#!AMR(?:-WB)?\n\\s*[\\x20-\\x7e\\t]{6,}(?:[\r\n].*)?", Pattern.DOTALL);

    private static final Pattern TABLE = Pattern.compile("startxref\\s{1,4}(\\d{1,10})");

    @Override
    public Optional<String> find(Content content, String type) {
        if (Families.isPdf(type)) {
            return Signs.inDocuments(head(content))
                    .or(() -> tail(content).flatMap(Signs::inDocuments))
                    .or(() -> table(content).flatMap(Signs::inDocuments));
        }
        if (!Families.isMedium(type)) {
            return Optional.empty();
        }
        return script(content)
                .or(() -> Signs.any(head(content)))
                .or(() -> tail(content).flatMap(Signs::any))
                .or(() -> segments(content, type).flatMap(Signs::any));
    }

    private static Optional<String> script(Content content) {
        byte[] head = content.head();
        boolean isScript =
                JavaScript.isBegunBy(head, head.length == content.size())
                        || content.has(0, "#!AMR") && LINE.matcher(head(content)).matches();
        return isScript ? Optional.of("its header begins a script") : Optional.empty();
    }

    private static String head(Content content) {
        return new String(content.head(), ISO_8859_1);
    }

    /** Behind the head. */
    private static Optional<String> tail(Content content) {
        long from = Math.max(Content.HEAD_BYTES, content.size() - Content.HEAD_BYTES);
        return text(content, from, Content.HEAD_BYTES);
    }

    /** Those of a JPEG behind the head. */
    private static Optional<String> segments(Content content, String type) {
        if (!type.equals("image/jpeg") || content.size() <= Content.HEAD_BYTES) {
            return Optional.empty();
        }
        long end = JpegSegments.of(content).scan();
        long count = Math.clamp(end - Content.HEAD_BYTES, 0, SEGMENT_BYTES);
        return text(content, Content.HEAD_BYTES, (int) count);
    }

    /** A PDF's last table and what follows it: nothing but its trailer, if all is well. */
    private static Optional<String> table(Content content) {
        return tail(content)
                .flatMap(tail -> TABLE.matcher(tail).results().reduce((_, last) -> last))
                .map(last -> Long.parseLong(last.group(1)))
                .filter(at -> at >= Content.HEAD_BYTES && at < content.size() - Content.HEAD_BYTES)
                .flatMap(at -> text(content, at, Content.HEAD_BYTES));
    }

    private static Optional<String> text(Content content, long from, int count) {
        return from >= content.size() || count == 0
                ? Optional.empty()
                : Optional.of(new String(content.read(from, count), ISO_8859_1));
    }
}
