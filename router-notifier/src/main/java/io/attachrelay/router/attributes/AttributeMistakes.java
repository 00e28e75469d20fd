package io.attachrelay.router.attributes;

import io.attachrelay.platform.AttributeRoom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What can't work of a tenant's attributes, though each row is right alone.
 *
 * @param names of the computed attributes; empty for those that are dropped
 * @param values rows by their attributes
 */
record AttributeMistakes(
        Map<MediaAttribute, Optional<String>> names,
        Map<String, List<AttributeRow.Value>> values,
        AttributeRoom room) {

    private static final String LONGEST_SINGLE = "0".repeat(MediaAttribute.LONGEST_SINGLE);

    /** Each in words. */
    List<String> list() {
        List<String> mistakes = new ArrayList<>();
        Map<String, MediaAttribute> taken = new TreeMap<>();
        names.forEach((attribute, name) ->
                name.map(n -> taken.put(n, attribute))
                        .ifPresent(other ->
                                mistakes.add(
                                        "'%s' is the name of both %s and %s"
                                                .formatted(
                                                        name.get(),
                                                        other.wireName(),
                                                        attribute.wireName()))));
        long least = AttributeRoom.bytes(withoutLists());
        if (least > room.bytes()) {
            mistakes.add(
                    "names and values may take %d bytes together, and the platform takes %d"
                            .formatted(least, room.bytes()));
        }
        return mistakes;
    }

    /** The most that can't be shortened: all names, the longest values, and empty lists. */
    private Map<String, String> withoutLists() {
        Map<String, String> most = new TreeMap<>();
        names.forEach((attribute, name) ->
                name.ifPresent(n -> most.put(n, attribute.isList() ? "" : LONGEST_SINGLE)));
        values.values().stream()
                .flatMap(List::stream)
                .forEach(row ->
                        most.merge(
                                row.attribute(),
                                row.value(),
                                (one, other) -> one.length() < other.length() ? other : one));
        return most;
    }
}
