package io.attachrelay.settings;

/** Refuses a bad value with a message that names the key and the value. */
final class Check {

    private Check() {}

    static void that(boolean holds, String key, Object value, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException(key + ": " + value + " " + complaint);
        }
    }
}
