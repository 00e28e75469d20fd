package io.attachrelay.validator.inspect;

import org.jspecify.annotations.Nullable;

/**
 * What a file's bytes prove it to be.
 *
 * @param type the MIME type, in lower case
 * @param codec of the first sound track, such as {@code opus}; {@code null} if not known
 */
record Detected(String type, @Nullable String codec) {

    static Detected type(String type) {
        return new Detected(type, null);
    }
}
