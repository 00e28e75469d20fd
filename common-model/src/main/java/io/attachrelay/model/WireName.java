package io.attachrelay.model;

import java.util.Arrays;
import java.util.stream.Collectors;

/** An enum constant with the name that stands on the wire and in settings. */
public interface WireName {

    /** The name on the wire: lower case, words joined by dashes. */
    String wireName();

    /**
     * The constant of {@code type} with that name.
     *
     * @throws IllegalArgumentException naming the known ones, if there is none
     */
    static <E extends Enum<E> & WireName> E parse(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(e -> e.wireName().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("'" + name + "' is none of " + known(type)));
    }

    private static <E extends Enum<E> & WireName> String known(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(WireName::wireName)
                .collect(Collectors.joining(", "));
    }
}
