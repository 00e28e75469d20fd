package io.attachrelay.sender.convert.text;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** How a text is laid out. */
enum TextKind {
    LINES("text/plain"),
    TABLE("text/csv", "text/tab-separated-values"),
    WEB_PAGE("text/html", "application/xhtml+xml");

    private final Set<String> types;

    TextKind(String... types) {
        this.types = Set.of(types);
    }

    static Optional<TextKind> of(String type) {
        return Arrays.stream(values()).filter(kind -> kind.types.contains(type)).findFirst();
    }
}
