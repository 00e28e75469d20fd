package io.attachrelay.validator.inspect.detect;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a PDF document is all there (ISO 32000-2, section 7.5.5 and annex F). Each change is
 * appended with an end mark of its own, and a document for the web has one near its begin as well:
 * one mark proves nothing of what stands behind it.
 */
final class PdfEnd {

    private static final String MARK = "%%EOF";
    // What says how long the whole is stands in the first object.
    private static final int FIRST_OBJECT_BYTES = 1024;
    private static final Pattern LENGTH = Pattern.compile("/L\\s+(\\d{1,15})\\b");
    private static final Pattern OBJECT =
            Pattern.compile("\\b\\d{1,10}\\s{1,4}\\d{1,5}\\s{1,4}obj\\b");

    private PdfEnd() {}

    /**
     * What is missing, in words.
     *
     * @param from where the last end mark is looked for from on
     */
    static Optional<String> complaint(Content content, long from) {
        long mark = content.lastIndexOf(MARK, from);
        if (mark < 0) {
            return Optional.of("the end mark is missing");
        }
        if (statedBytes(content) > content.size()) {
            return Optional.of("the end of the document is missing");
        }
        String behind = text(content, mark, Content.HEAD_BYTES);
        return OBJECT.matcher(behind).find()
                ? Optional.of("the end of its last change is missing")
                : Optional.empty();
    }

    /** 0 if it does not say so. */
    private static long statedBytes(Content content) {
        String begin = text(content, 0, FIRST_OBJECT_BYTES);
        int object = begin.indexOf("/Linearized");
        int dictionary = begin.lastIndexOf("<<", Math.max(object, 0));
        int end = begin.indexOf(">>", Math.max(object, 0));
        if (object < 0 || dictionary < 0 || end < 0) {
            return 0;
        }
        Matcher length = LENGTH.matcher(begin).region(dictionary, end);
        return length.find() ? Long.parseLong(length.group(1)) : 0;
    }

    private static String text(Content content, long at, int length) {
        return new String(content.read(at, length), StandardCharsets.ISO_8859_1);
    }
}
