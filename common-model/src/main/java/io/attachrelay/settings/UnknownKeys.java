package io.attachrelay.settings;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds keys that mean nothing. Their values are not shown: one may be a secret, misspelt. */
final class UnknownKeys {

    private UnknownKeys() {}

    /** A mistake for each key that is neither declared nor an empty section. */
    static void check(Map<String, Given> given, Mistakes mistakes) {
        Set<String> tenants = Tenants.names(given.keySet());
        given.forEach((name, value) ->
                complaint(name, value, tenants)
                        .ifPresent(c -> mistakes.add(name, c + " (" + value.origin() + ")")));
    }

    private static Optional<String> complaint(String name, Given value, Set<String> tenants) {
        if (Keys.ALL.stream().anyMatch(key -> key.isNamed(name))) {
            return Optional.empty();
        }
        if (Keys.ALL.stream().noneMatch(key -> key.standsIn(name))) {
            return Optional.of("is no known key" + hint(name, tenants));
        }
        return value instanceof Given.Nothing
                ? Optional.empty()
                : Optional.of(
                        "is a section, not a value; give keys within it, such as " + within(name));
    }

    /** The second word counts as a tenant too, since it is one if only the first is misspelt. */
    private static String hint(String name, Set<String> tenants) {
        Set<String> names = new TreeSet<>(tenants);
        String[] words = name.split("\\.");
        if (words.length > 1) {
            names.add(words[1]);
        }
        return Spelling.hint(name, Keys.forms().flatMap(form -> Tenants.spellings(form, names)));
    }

    private static String within(String section) {
        return Keys.ALL.stream()
                .filter(key -> key.standsIn(section))
                .findFirst()
                .map(Key::name)
                .orElseThrow();
    }
}
