package io.attachrelay.media.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.Response;

/** The header by which a host asks to be left alone for a while. */
final class RetryAfter {

    private static final String NAME = "Retry-After";
    private static final String HIDDEN_NAME = "X-Hidden-Retry-After";

    /** A host that asks for more is asked again after this anyway. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private RetryAfter() {}

    /**
     * Hides the header from OkHttp, which asks again by itself for a 503 with 0 seconds and throws
     * a {@link NumberFormatException} for ten digits.
     */
    static Response hide(Response response) {
        String value = response.header(NAME);
        return value == null
                ? response
                : response.newBuilder().removeHeader(NAME).header(HIDDEN_NAME, value).build();
    }

    /** From zero to five minutes; empty if the hidden header is missing or unreadable. */
    static Optional<Duration> in(Headers headers, Instant now) {
        String value = headers.get(HIDDEN_NAME);
        if (value != null && value.matches("[0-9]{1,9}")) {
            return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(value))));
        }
        Date date = headers.getDate(HIDDEN_NAME);
        return Optional.ofNullable(date).map(d -> bounded(Duration.between(now, d.toInstant())));
    }

    private static Duration bounded(Duration asked) {
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
