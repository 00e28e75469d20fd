package io.attachrelay.gateway.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which part of a file a request wants (RFC 9110, section 14). */
sealed interface ByteRange {

    /** No range, one that can't be read, or several: the whole file is the answer to all. */
    record Whole() implements ByteRange {}

    /** A part that is there. */
    record Part(long offset, long length) implements ByteRange {

        String contentRange(long size) {
            return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
        }
    }

    /** A range behind the file's end. */
    record Unsatisfiable() implements ByteRange {}

    /** Eighteen digits fit into a long. */
    Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * Reads the header {@code Range}.
     *
     * @param size of the file in bytes
     */
    static ByteRange of(@Nullable String header, long size) {
        Matcher form = FORM.matcher(header == null ? "" : header.strip());
        if (!form.matches() || form.group(1).isEmpty() && form.group(2).isEmpty()) {
            return new Whole();
        }
        return form.group(1).isEmpty()
                ? suffix(Long.parseLong(form.group(2)), size)
                : from(Long.parseLong(form.group(1)), form.group(2), size);
    }

    private static ByteRange suffix(long wanted, long size) {
        long length = Math.min(wanted, size);
        return length == 0 ? new Unsatisfiable() : new Part(size - length, length);
    }

    private static ByteRange from(long first, String lastDigits, long size) {
        long last = lastDigits.isEmpty() ? Long.MAX_VALUE : Long.parseLong(lastDigits);
        if (last < first) {
            return new Whole();
        }
        return first >= size
                ? new Unsatisfiable()
                : new Part(first, Math.min(last, size - 1) - first + 1);
    }
}
