package io.attachrelay.settings;

import java.util.LinkedHashSet;
import java.util.Set;

/** Collects what is wrong, so that all of it is named at once; the same mistake is kept once. */
final class Mistakes {

    private final Set<String> found = new LinkedHashSet<>();

    /**
     * Keeps {@code complaint}, which says what is wrong with {@code key} and what would be right.
     */
    void add(String key, String complaint) {
        found.add(shown(key) + ": " + complaint);
    }

    /** Keeps a complaint that names its key already. */
    void add(String complaint) {
        found.add(complaint);
    }

    /** Throws them all, if there are any. */
    void report() throws SettingsException {
        if (!found.isEmpty()) {
            throw new SettingsException(found);
        }
    }

    /** YAML allows keys without a name, and with line ends. */
    private static String shown(String key) {
        return key.isBlank() ? "''" : key.replaceAll("\\p{Cntrl}", " ");
    }

    /**
     * The value in quotes, fit for one line of a message: a URL's user, password and query, where
     * credentials are found, are masked.
     */
    static String quote(String value) {
        String masked =
                value.replaceAll("\\p{Cntrl}", " ")
                        .replaceFirst("^(\\w+://)?.*@", "$1***@")
                        .replaceFirst("\\?.+", "?***");
        return "'" + masked + "'";
    }
}
