package io.attachrelay.sender.channel;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.settings.rows.RowReader;
import io.attachrelay.settings.rows.RowSections;
import io.attachrelay.settings.rows.Scope;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the rows of capabilities may name.
 *
 * @param sources their texts by name
 * @param aliases canonical names of types by other ones
 * @param channels in the order in which they are shown
 */
record CapabilityWords(
        Map<String, String> sources, Map<String, String> aliases, Set<String> channels) {

    static final CapabilityWords NONE = new CapabilityWords(Map.of(), Map.of(), Set.of());

    /** Those of a file, and those that were known before. */
    static CapabilityWords read(RowSections file, CapabilityWords below) {
        Map<String, String> sources = new HashMap<>(below.sources);
        file.section("sources")
                .properties()
                .forEach(source -> sources.put(source.getKey(), source.getValue().asText()));
        Map<String, String> aliases = new HashMap<>(below.aliases);
        file.section("aliases")
                .properties()
                .forEach(alias ->
                        aliases.put(lower(alias.getKey()), lower(alias.getValue().asText())));
        Set<String> channels = new LinkedHashSet<>(below.channels);
        file.section("channels")
                .valueStream()
                .map(JsonNode::asText)
                .forEach(name -> channels.add(lower(name)));
        return new CapabilityWords(sources, aliases, channels);
    }

    /** The one name of a type: lower case, no parameters, no alias. */
    String canonical(String type) {
        String bare = lower(type.split(";", 2)[0].strip());
        return aliases.getOrDefault(bare, bare);
    }

    /**
     * The same name, if it is a source's.
     *
     * @throws IllegalArgumentException if it is not
     */
    String source(String name) {
        return known(sources.keySet(), name, "is none of the sources");
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

    private static String known(Collection<String> all, String name, String complaint) {
        if (!all.contains(name)) {
            List<String> sorted = all.stream().sorted().toList();
            throw new IllegalArgumentException(
                    complaint + "; there are " + sorted.stream().collect(joining(", ")));
        }
        return name;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
