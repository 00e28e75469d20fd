package io.attachrelay.router.attributes;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a message gets.
 *
 * @param values by name; all text
 * @param shortened the names of lists that lost their last words, since the platform takes no more
 */
public record Attributes(Map<String, String> values, List<String> shortened) {

    public Attributes {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
        shortened = List.copyOf(shortened);
    }
}
