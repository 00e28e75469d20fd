package io.attachrelay.validator.inspect.detect;

import org.jspecify.annotations.Nullable;

/**
 * What a file's bytes prove it to be.
 *
 * @param type the MIME type in lower case; the detector may give any of its names
 * @param codec of sound, or of a film's pictures, such as {@code opus}; {@code null} if not known
 */
public record Detected(String type, @Nullable String codec) {

    /** A type of which nothing more is known. */
    public static Detected type(String type) {
        return new Detected(type, null);
    }
}
