package io.attachrelay.validator.inspect.deep.markup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import io.attachrelay.validator.inspect.detect.TextSearch;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How markup is coded (XML 1.0, appendix F; HTML, section 13.2.3). What contains ASCII is read as
 * Latin-1, for all that counts here is ASCII.
 */
final class MarkupCharset {

    // UTF-7 has a word of its own for the angle bracket, and EBCDIC other bytes for all of them.
    private static final Pattern UTF_7_BRACKET =
            Pattern.compile("\\+A(?:Dw|D4)-", Pattern.CASE_INSENSITIVE);
    private static final Pattern UTF_7_NAME =
            Pattern.compile(
                    "(?:charset|encoding)\\s*+=\\s*+[\"']?\\s*+utf-7", Pattern.CASE_INSENSITIVE);
    // Without one of these the name is not there.
    private static final List<String> UTF_7_HINTS = List.of("tf-7", "TF-7", "Tf-7", "tF-7");
    private static final Pattern OTHER =
            Pattern.compile(
                    "encoding\\s*=\\s*[\"'](?:cp037|ibm|ebcdic|utf-32|ucs-4|scsu|bocu)",
                    Pattern.CASE_INSENSITIVE);

    private MarkupCharset() {}

    /** A coding that hides what stands there, in words. */
    static Optional<String> complaint(byte[] bytes) {
        if (begins(bytes, 0x4c, 0x6f, 0xa7, 0x94)) {
            return Optional.of("EBCDIC");
        }
        if (begins(bytes, 0, 0, 0xfe, 0xff) || begins(bytes, 0xff, 0xfe, 0, 0)) {
            return Optional.of("UTF-32");
        }
        String text = decode(bytes);
        if (isUtf7(text)) {
            return Optional.of("UTF-7");
        }
        return OTHER.matcher(text.substring(0, Math.min(200, text.length()))).find()
                ? Optional.of("a coding that browsers do not agree on")
                : Optional.empty();
    }

    private static boolean isUtf7(String text) {
        return TextSearch.has(text, '+', UTF_7_BRACKET)
                || UTF_7_HINTS.stream().anyMatch(text::contains) && UTF_7_NAME.matcher(text).find();
    }

    static String decode(byte[] bytes) {
        return new String(bytes, charset(bytes));
    }

    private static Charset charset(byte[] bytes) {
        if (begins(bytes, 0xff, 0xfe) || begins(bytes, '<', 0)) {
            return UTF_16LE;
        }
        if (begins(bytes, 0xfe, 0xff) || begins(bytes, 0, '<')) {
            return UTF_16BE;
        }
        return begins(bytes, 0xef, 0xbb, 0xbf) ? StandardCharsets.UTF_8 : ISO_8859_1;
    }

    private static boolean begins(byte[] bytes, int... first) {
        for (int i = 0; i < first.length; i++) {
            if (i >= bytes.length || bytes[i] != (byte) first[i]) {
                return false;
            }
        }
        return true;
    }
}
