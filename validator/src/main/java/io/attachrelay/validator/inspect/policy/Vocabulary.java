package io.attachrelay.validator.inspect.policy;

import static java.util.stream.Collectors.joining;

import io.attachrelay.settings.rows.RowReader;
import io.attachrelay.settings.rows.Scope;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the rows of a policy may name.
 *
 * @param sources their texts by name
 * @param types by canonical name
 * @param aliases by alias
 * @param channels by name, in the order in which they are shown
 */
record Vocabulary(
        Map<String, String> sources,
        Map<String, PolicyRows.KnownType> types,
        Map<String, PolicyRows.Alias> aliases,
        Map<String, PolicyRows.Channel> channels) {

    static final Vocabulary NONE = new Vocabulary(Map.of(), Map.of(), Map.of(), Map.of());

    Vocabulary over(Vocabulary below) {
        return new Vocabulary(
                over(sources, below.sources),
                over(types, below.types),
                over(aliases, below.aliases),
                over(channels, below.channels));
    }

    private static <T> Map<String, T> over(Map<String, T> upper, Map<String, T> lower) {
        Map<String, T> both = new LinkedHashMap<>(lower);
        both.putAll(upper);
        return both;
    }

    TypeNames names() {
        return new TypeNames(types.values(), aliases.values());
    }

    /**
     * The same name, if it is a source's.
     *
     * @throws IllegalArgumentException if it is not
     */
    String source(String name) {
        return known(sources, name, "is none of the sources");
    }

    /**
     * The channel in lower case, or {@code *}.
     *
     * @throws IllegalArgumentException if it is not known
     */
    String channel(String name) {
        String channel = RowReader.lowerCase(name);
        return channel.equals(Scope.ANY) ? channel : known(channels, channel, "is no channel");
    }

    private static <T> String known(Map<String, T> all, String name, String complaint) {
        if (!all.containsKey(name)) {
            throw new IllegalArgumentException(
                    complaint + "; there are " + all.keySet().stream().collect(joining(", ")));
        }
        return name;
    }
}
