package io.attachrelay.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The declaration of one setting, which reader, environment, spelling check and page share.
 *
 * @param name the path in the YAML file, parted by dots; {@code *} stands for a tenant's name or,
 *     at the end, for anything
 * @param fallback the value when none is given
 * @param required whether it is a mistake to give none
 * @param otherwise what holds when none is given, in words
 * @param meaning what it sets, in Markdown
 */
record Key<T>(
        String name,
        Kind<T> kind,
        Optional<T> fallback,
        boolean required,
        String otherwise,
        String meaning) {

    /** What every environment variable of ours begins with. */
    static final String VARIABLE_PREFIX = "ATTACHRELAY_";

    private static final String FILE = "-file";

    static <T> Key<T> required(String name, Kind<T> kind, String meaning) {
        return new Key<>(name, kind, Optional.empty(), true, "required", meaning);
    }

    static <T> Key<T> optional(String name, Kind<T> kind, String otherwise, String meaning) {
        return new Key<>(name, kind, Optional.empty(), false, otherwise, meaning);
    }

    static <T> Key<T> defaulting(String name, Kind<T> kind, T fallback, String meaning) {
        String written = kind.written(fallback);
        String otherwise = written.isEmpty() ? "empty" : "`" + written + "`";
        return new Key<>(name, kind, Optional.of(fallback), false, otherwise, meaning);
    }

    /** This key of one tenant. */
    Key<T> of(String tenant) {
        return new Key<>(name.replace("*", tenant), kind, fallback, required, otherwise, meaning);
    }

    /** The names it may be given by: its own and, if it is secret, that of a file. */
    List<String> forms() {
        return kind.secret() ? List.of(name, name + FILE) : List.of(name);
    }

    /** Whether {@code given} is this key's name. */
    boolean isNamed(String given) {
        return matches(name, given);
    }

    /** Whether {@code given} is a section that this key stands in. */
    boolean standsIn(String given) {
        List<String> path = List.of(name.split("\\."));
        int depth = given.split("\\.", -1).length;
        return depth < path.size() && matches(String.join(".", path.subList(0, depth)), given);
    }

    /** The secret's name, if {@code given} is its file form. */
    Optional<String> asFileForm(String given) {
        String secret = given.replaceFirst(FILE + "$", "");
        return Optional.of(secret)
                .filter(name -> kind.secret() && !name.equals(given) && isNamed(name));
    }

    /** The environment variable of a form of a key. */
    static String variable(String form) {
        return VARIABLE_PREFIX + form.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    private static boolean matches(String name, String given) {
        return given.matches(
                name.replace(".", "\\.").replaceFirst("\\*$", ".+").replace("*", "[^.]+"));
    }
}
