package io.attachrelay.validator.inspect.detect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.attachrelay.model.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Text, and what kind of text: markup and scripts are named so that no policy takes them for text.
 */
final class TextStep implements DetectionStep {

    // Blanks, and the longest tag that makes a page.
    private static final int MARKUP_BYTES = 512;

    // https://www.w3.org/TR/webvtt1, section 4.1.
    private static final Pattern VTT = Pattern.compile("WEBVTT(?:[ \\t\\r\\n]|$)");

    // RFC 8259: what may follow the first bracket, which may be the last thing that was read. The
    // parser knows as well, but throws an exception, which takes longer than the rest.
    private static final Pattern JSON =
            Pattern.compile("\\s*+(?:\\{\\s*+(?:[\"}]|\\z)|\\[\\s*+(?:[\\[\\]{\"\\-0-9tfn]|\\z))");

    @Override
    public Optional<Detected> detect(Content content) {
        boolean whole = content.size() <= Content.HEAD_BYTES;
        return PlainText.of(content)
                .map(text -> type(text, whole))
                .or(() -> damagedMarkup(content))
                .map(Detected::type);
    }

    /** Browsers show a page whatever its bytes are. */
    private static Optional<String> damagedMarkup(Content content) {
        String begin = new String(content.read(0, MARKUP_BYTES), StandardCharsets.ISO_8859_1);
        return ActiveText.beginsMarkup(begin) ? Optional.of("text/html") : Optional.empty();
    }

    private static String type(String text, boolean whole) {
        Optional<String> active = ActiveText.typeOf(text, whole);
        if (active.isPresent()) {
            return active.get();
        }
        if (isJson(text, whole)) {
            return "application/json";
        }
        if (VTT.matcher(text).lookingAt()) {
            return "text/vtt";
        }
        if (text.startsWith("-----BEGIN PGP MESSAGE-----")) {
            return "application/pgp-encrypted";
        }
        String other = CsvShape.fits(text, whole) ? "text/csv" : "text/plain";
        return ScriptLanguage.of(text).map(ScriptLanguage::type).orElse(other);
    }

    /** An object or array, to the end or as far as was read. */
    private static boolean isJson(String text, boolean whole) {
        if (!JSON.matcher(text).lookingAt()) {
            return false;
        }
        // A cut within a word such as null would look like a mistake.
        int comma = whole ? -1 : text.lastIndexOf(',');
        String parsed = comma < 0 ? text : text.substring(0, comma);
        try (JsonParser parser = Json.mapper().createParser(parsed)) {
            parser.nextToken();
            parser.skipChildren();
            return parser.currentToken().isStructEnd() && parser.nextToken() == null;
        } catch (JsonEOFException _) {
            return !whole;
        } catch (IOException _) {
            return false;
        }
    }
}
