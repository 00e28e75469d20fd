package io.attachrelay.settings;

import java.time.Duration;

/** Refuses a bad value with a message that names the key and the value. */
final class Check {

    private Check() {}

    static void that(boolean holds, String key, Object value, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException(key + ": " + written(value) + " " + complaint);
        }
    }

    private static Object written(Object value) {
        return value instanceof Duration duration ? Amounts.written(duration) : value;
    }
}
