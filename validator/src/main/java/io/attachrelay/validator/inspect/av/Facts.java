package io.attachrelay.validator.inspect.av;

import io.attachrelay.model.MediaFacts;
import org.jspecify.annotations.Nullable;

/** Facts of sound and films, from what containers state. */
final class Facts {

    // Nobody records for longer; a larger number is a mistake.
    private static final long MOST_SECONDS = 366L * 24 * 3600;

    private Facts() {}

    static MediaFacts sound(@Nullable Long millis, @Nullable String codec) {
        return new MediaFacts(null, null, null, millis, codec);
    }

    /** Zero is no width, height or duration. */
    static MediaFacts film(long width, long height, @Nullable Long millis, @Nullable String codec) {
        return new MediaFacts(null, positive(width), positive(height), millis, codec);
    }

    private static @Nullable Integer positive(long number) {
        return number > 0 && number <= Integer.MAX_VALUE ? (int) number : null;
    }

    /** How long so many units take, in milliseconds; {@code null} if that makes no sense. */
    static @Nullable Long duration(double units, double unitsPerSecond) {
        double seconds = units / unitsPerSecond;
        return seconds > 0 && seconds < MOST_SECONDS ? Math.round(seconds * 1000) : null;
    }
}
