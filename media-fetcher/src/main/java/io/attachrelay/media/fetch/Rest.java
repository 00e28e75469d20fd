package io.attachrelay.media.fetch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Request;
import okhttp3.Response;

/**
 * What is still missing of a body whose connection broke, to be asked for by range (RFC 9110).
 *
 * @param from the first byte that is missing, from 0
 * @param knownTotal size of the whole body in bytes; empty while no answer told it
 * @param etag that the whole body had: strong, so that equal ones mean equal bytes
 */
record Rest(long from, Optional<Long> knownTotal, String etag) {

    /** Strong and printable; OkHttp takes no other characters in a header. */
    private static final Pattern STRONG_ETAG = Pattern.compile("\"[\\x21\\x23-\\x7e]+\"");

    private static final Pattern CONTENT_RANGE =
            Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18})");

    /** The rest of the body that {@code whole} begins; empty if its host can't be asked for it. */
    static Optional<Rest> of(Response whole) {
        long length = whole.body().contentLength();
        Optional<Long> total = Optional.of(length).filter(l -> l >= 0);
        return Optional.ofNullable(whole.header("ETag"))
                .filter(etag -> STRONG_ETAG.matcher(etag).matches())
                .filter(_ -> !whole.header("Accept-Ranges", "").equalsIgnoreCase("none"))
                .map(etag -> new Rest(0, total, etag));
    }

    /** What is missing when the bytes before {@code position} are there. */
    Rest from(long position) {
        return new Rest(position, knownTotal, etag);
    }

    void ask(Request.Builder request) {
        request.header("Range", "bytes=" + from + "-").header("If-Range", etag);
    }

    /** The same, with the total told by a 206 that brings just these bytes of the same body. */
    Optional<Rest> confirmedBy(Response part) {
        Matcher range = CONTENT_RANGE.matcher(part.header("Content-Range", ""));
        if (!range.matches() || !etag.equals(part.header("ETag"))) {
            return Optional.empty();
        }
        long first = Long.parseLong(range.group(1));
        long last = Long.parseLong(range.group(2));
        long total = Long.parseLong(range.group(3));
        long length = part.body().contentLength();
        boolean isWanted = first == from && last == total - 1;
        boolean agrees =
                knownTotal.orElse(total) == total && (length < 0 || length == total - from);
        return Optional.of(new Rest(from, Optional.of(total), etag))
                .filter(_ -> isWanted && agrees);
    }
}
