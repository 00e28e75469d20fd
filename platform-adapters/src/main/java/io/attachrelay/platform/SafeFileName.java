package io.attachrelay.platform;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A file's name as it may go to a customer: without path, control and bidi characters, at most 255
 * bytes of UTF-8, and with an extension that agrees with what the bytes prove.
 *
 * <p>Quotes stay: the form's writer escapes them as browsers do ({@code %22}), JSON in its own way.
 */
public final class SafeFileName {

    /** The longest name that the usual file systems keep. */
    private static final int LONGEST_BYTES = 255;

    /** What stands behind the last dot of a longer one is part of the name. */
    private static final int LONGEST_EXTENSION = 16;

    private static final String NAMELESS = "attachment";

    /**
     * Control and line-breaking characters, lone surrogates, bidi marks, the byte-order mark, what
     * is no character, and what is not seen and joins nothing: with those, two names look alike.
     */
    private static final Pattern HARMFUL =
            Pattern.compile(
                    "[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u00AD\\u061C\\u180E\\u200B\\u200E\\u200F"
                            + "\\u202A-\\u202E\\u2060-\\u206F\\uFEFF\\uFFF9-\\uFFFB\\uFFFE\\uFFFF]");

    private SafeFileName() {}

    /**
     * Makes {@code fileName} safe.
     *
     * @param mediaType what the bytes are. An extension that fits it stays; one that belongs to
     *     another known type is replaced; to anything else the type's usual extension is appended.
     *     If the type is not a known one the name keeps its own extension
     */
    public static String of(String fileName, String mediaType) {
        String name = endTrimmed(HARMFUL.matcher(lastPart(fileName)).replaceAll("").strip());
        String extension = extensionOf(name);
        String stem = extension.isEmpty() ? name : beforeLastDot(name);
        List<String> fitting = FileExtensions.of(mediaType);
        if (fitting.isEmpty() || fitting.contains(extension.toLowerCase(Locale.ROOT))) {
            return join(stem, extension);
        }
        boolean foreign = FileExtensions.isKnown(extension.toLowerCase(Locale.ROOT));
        return join(foreign ? stem : name, fitting.getFirst());
    }

    private static String lastPart(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private static String beforeLastDot(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static String extensionOf(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1);
        boolean one = extension.length() < name.length() && extension.length() <= LONGEST_EXTENSION;
        return one ? extension : "";
    }

    private static String join(String stem, String extension) {
        String suffix = extension.isEmpty() ? "" : "." + extension;
        int room = LONGEST_BYTES - suffix.getBytes(StandardCharsets.UTF_8).length;
        String cut = trimmed(cut(trimmed(stem), room));
        return (cut.isEmpty() ? NAMELESS : cut) + suffix;
    }

    /** Leading dots hide a file on Unix; trailing dots and spaces are lost on Windows. */
    private static String trimmed(String stem) {
        int from = 0;
        while (from < stem.length() && isEdge(stem.charAt(from))) {
            from++;
        }
        return endTrimmed(stem.substring(from));
    }

    private static String endTrimmed(String name) {
        int to = name.length();
        while (to > 0 && isEdge(name.charAt(to - 1))) {
            to--;
        }
        return name.substring(0, to);
    }

    private static boolean isEdge(char c) {
        return c == '.' || Character.isWhitespace(c);
    }

    /** The first characters that fit, none of them cut. */
    private static String cut(String text, int bytes) {
        int end = 0;
        int used = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            used += utf8Length(codePoint);
            if (used > bytes) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end);
    }

    private static int utf8Length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
