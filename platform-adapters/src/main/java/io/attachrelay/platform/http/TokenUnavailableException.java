package io.attachrelay.platform.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** No token could be had; the message holds no secret. */
public final class TokenUnavailableException extends IOException {

    private static final long serialVersionUID = 1;

    private final String words;
    private final @Nullable Duration retryAfter;

    TokenUnavailableException(String words, Optional<Duration> retryAfter) {
        super(words);
        this.words = words;
        this.retryAfter = retryAfter.orElse(null);
    }

    /** A copy for a caller that waited for another one's call, with its own stack trace. */
    TokenUnavailableException(TokenUnavailableException first) {
        super(first.words, first);
        this.words = first.words;
        this.retryAfter = first.retryAfter;
    }

    /** The message. */
    String words() {
        return words;
    }

    /** What the token endpoint asked for, if it did. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
