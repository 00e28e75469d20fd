package io.attachrelay.validator.inspect.deep.polyglot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.PictureTail;
import io.attachrelay.validator.inspect.detect.ZipEnd;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What begins right behind the end of a picture or a zip file. Cameras append films, further
 * pictures and notes of their own; archives, programs, documents and scripts come from nobody but
 * people, and their readers search for the begin.
 */
final class BehindTheEnd implements SecondReader {

    private static final int BEGIN_BYTES = 64;

    private static final Pattern BEGIN =
            Pattern.compile(
                    "[\\s\0]*(?:PK\3\4|Rar!\u001a\7|7z\u00bc\u00af'\u001c|%PDF-|MZ.{58}|\u007fELF"
                            + "|#!/|\u00d0\u00cf\u0011\u00e0|MSCF\0"
                            + "|<(?:\\?php|%|html|!doctype|script|svg|iframe|hta:)).*",
                    Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    @Override
    public Optional<String> find(Content content, String type) {
        long end = end(content, type);
        if (end < 0 || end >= content.size()) {
            return Optional.empty();
        }
        String begin = new String(content.read(end, BEGIN_BYTES), ISO_8859_1);
        return BEGIN.matcher(begin).matches()
                ? Optional.of("another file begins behind the end, at byte " + end)
                : Optional.empty();
    }

    private static long end(Content content, String type) {
        if (PictureTail.isKnownFor(type)) {
            return PictureTail.end(content, type);
        }
        return content.has(0, "PK\3\4") ? ZipEnd.of(content).map(ZipEnd::behind).orElse(-1L) : -1;
    }
}
