package io.attachrelay.validator.inspect.deep.polyglot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.attachrelay.validator.inspect.detect.ContainerEnd;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.ZipEnd;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands behind the end of a file whose end is known. Cameras append films, further pictures
 * and notes of their own, players tags; archives, programs, documents and scripts come from nobody
 * but people. Their readers search for the begin, so other bytes may stand before it.
 */
final class BehindTheEnd implements SecondReader {

    private static final int BEGIN_BYTES = 64;

    // What is too short to be searched for.
    private static final Pattern BEGIN =
            Pattern.compile(
                    "[\\s\0]*(?:PK\3\4|%PDF-|MZ.{58}|\u007fELF|#!/|\u00d0\u00cf\u0011\u00e0"
                            + "|MSCF\0|<%).*",
                    Pattern.DOTALL);

    @Override
    public Optional<String> find(Content content, String type) {
        long end = ContainerEnd.of(content, type);
        return behind(content, type, end).or(() -> comment(content, end));
    }

    private static Optional<String> behind(Content content, String type, long end) {
        if (end >= content.size()) {
            return Optional.empty();
        }
        String behind = new String(content.read(end, Content.HEAD_BYTES), ISO_8859_1);
        if (begins(behind, type)) {
            return Optional.of("another file begins behind the end, at byte " + end);
        }
        return Signs.any(behind).map(what -> "behind the end, at byte " + end + ", " + what);
    }

    /** A zip file's comment is anybody's. */
    private static Optional<String> comment(Content content, long end) {
        if (!content.has(0, "PK\3\4")) {
            return Optional.empty();
        }
        return ZipEnd.of(content)
                .map(record ->
                        new String(
                                content.read(record.offset(), (int) (end - record.offset())),
                                ISO_8859_1))
                .flatMap(Signs::any)
                .map(what -> "in its comment " + what);
    }

    /** A PDF behind a PDF is a reader's old habit. */
    private static boolean begins(String behind, String type) {
        String begin = behind.substring(0, Math.min(BEGIN_BYTES, behind.length()));
        return BEGIN.matcher(begin).matches()
                && !(Families.isPdf(type) && begin.strip().startsWith("%PDF-"));
    }
}
