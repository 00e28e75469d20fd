package io.attachrelay.deploy.testkit.platform;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a body that is asked for.
 *
 * @param from first byte, counted from 0
 * @param to last byte, included
 */
record ByteRange(long from, long to) {

    private static final Pattern HEADER = Pattern.compile("bytes=(\\d*)-(\\d*)");

    long length() {
        return to - from + 1;
    }

    boolean isSatisfiable(long size) {
        return from < size && from <= to;
    }

    String contentRange(long size) {
        return "bytes %d-%d/%d".formatted(from, to, size);
    }

    /** Reads a header of one range; null when there is none or it is of another form. */
    static @Nullable ByteRange parse(@Nullable String header, long size) {
        var match = HEADER.matcher(header == null ? "" : header);
        if (!match.matches() || match.group(1).isEmpty() && match.group(2).isEmpty()) {
            return null;
        }
        if (match.group(1).isEmpty()) {
            long last = Long.parseLong(match.group(2));
            return new ByteRange(Math.max(0, size - last), size - 1);
        }
        long to = match.group(2).isEmpty() ? size - 1 : Long.parseLong(match.group(2));
        return new ByteRange(Long.parseLong(match.group(1)), Math.min(to, size - 1));
    }
}
