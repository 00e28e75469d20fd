package io.attachrelay.settings;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was given by file and environment, read by key. A wrong value becomes a mistake, and
 * something right stands in for it, so that the rest can be checked too; the outcome is then thrown
 * away.
 */
final class GivenSettings {

    private final Map<String, Given> given;
    private final Mistakes mistakes;

    GivenSettings(Map<String, Given> given, Mistakes mistakes) {
        this.given = given;
        this.mistakes = mistakes;
    }

    /** The value given, else the key's default; empty if there is neither, or it is wrong. */
    <T> Optional<T> find(Key<T> key) {
        return isGiven(key) ? parse(key) : absent(key);
    }

    /** The same where there must be one. */
    <T> T get(Key<T> key) {
        return find(key).or(key::fallback).orElseGet(key.kind()::example);
    }

    /** The same for a key that another setting demands: without it there is a mistake. */
    <T> T demand(Key<T> key, String because) {
        if (!isGiven(key)) {
            mistakes.add(
                    key.name(),
                    "is missing with " + because + "; give " + key.kind().description());
        }
        return get(key);
    }

    /** Giving this key is a mistake because of another setting. */
    void refuse(Key<?> key, String because) {
        if (isGiven(key)) {
            mistakes.add(
                    key.name(),
                    "means nothing with " + because + "; change one of the two" + origin(key));
        }
    }

    /** The values of all names below an open key such as {@code kafka.properties.*}. */
    <T> Map<String, T> below(Key<T> key) {
        int section = key.name().length() - 1;
        Map<String, T> values = new TreeMap<>();
        given.keySet().stream()
                .filter(key::isNamed)
                .map(name -> name.substring(section))
                .forEach(name -> find(key.of(name)).ifPresent(value -> values.put(name, value)));
        return values;
    }

    /** Every tenant that is named, sorted. */
    Set<String> tenants() {
        return Tenants.names(given.keySet());
    }

    private boolean isGiven(Key<?> key) {
        Given value = given.get(key.name());
        return value != null && !(value instanceof Given.Nothing);
    }

    private String origin(Key<?> key) {
        return " (" + Objects.requireNonNull(given.get(key.name())).origin() + ")";
    }

    private <T> Optional<T> absent(Key<T> key) {
        if (key.required()) {
            mistakes.add(key.name(), "is missing; give " + key.kind().description());
        }
        return key.fallback();
    }

    private <T> Optional<T> parse(Key<T> key) {
        try {
            return parse(key.kind(), given.get(key.name()));
        } catch (IllegalArgumentException e) {
            mistakes.add(key.name(), e.getMessage() + origin(key));
            return Optional.empty();
        }
    }

    private static <T> Optional<T> parse(Kind<T> kind, @Nullable Given given) {
        return switch (given) {
            case Given.Text text -> Optional.of(kind.parse(text));
            case Given.Items items -> Optional.of(kind.parse(items));
            case Given.Files files -> parse(kind, SecretFiles.read(files));
            case Given.Nothing _ -> Optional.empty();
            case null -> Optional.empty();
        };
    }
}
