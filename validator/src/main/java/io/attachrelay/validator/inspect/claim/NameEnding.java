package io.attachrelay.validator.inspect.claim;

import java.util.List;
import java.util.Locale;

/**
 * The last two extensions of a name.
 *
 * @param last in lower case; empty if there is none
 * @param before the one before it, in lower case; empty if there is none
 */
record NameEnding(String before, String last) {

    static NameEnding of(String name) {
        List<String> parts = List.of(name.strip().toLowerCase(Locale.ROOT).split("\\.", -1));
        int count = parts.size();
        return new NameEnding(
                count > 2 ? parts.get(count - 2).strip() : "",
                count > 1 ? parts.get(count - 1).strip() : "");
    }
}
