package io.attachrelay.router.attributes;

import io.attachrelay.platform.AttributeRoom;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes attributes fit what a platform takes: of lists, the last words go, the longest list first.
 * Nothing else is cut, since half a value routes wrongly.
 */
final class Fitting {

    private final AttributeRoom room;
    private final Set<String> lists;

    /**
     * @param lists the names of those that may be shortened
     */
    Fitting(AttributeRoom room, Set<String> lists) {
        this.room = room;
        this.lists = lists;
    }

    Attributes fit(Map<String, String> attributes) {
        Map<String, String> fitting = new TreeMap<>(attributes);
        Set<String> shortened = new TreeSet<>();
        while (!room.holds(fitting)) {
            Optional<String> longest =
                    lists.stream()
                            .filter(name -> !value(fitting, name).isEmpty())
                            .max(Comparator.comparing(name -> value(fitting, name).length()));
            if (longest.isEmpty()) {
                break;
            }
            fitting.computeIfPresent(longest.get(), (_, words) -> withoutLast(words));
            shortened.add(longest.get());
        }
        return new Attributes(fitting, shortened.stream().toList());
    }

    private static String value(Map<String, String> attributes, String name) {
        return attributes.getOrDefault(name, "");
    }

    private static String withoutLast(String words) {
        return words.substring(0, Math.max(words.lastIndexOf(','), 0));
    }
}
