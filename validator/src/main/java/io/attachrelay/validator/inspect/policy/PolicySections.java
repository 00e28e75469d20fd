package io.attachrelay.validator.inspect.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The sections of a policy file. What is wrong with them becomes a mistake. */
final class PolicySections {

    private static final List<String> KNOWN =
            List.of("sources", "types", "aliases", "channels", "media", "findings");

    private final JsonNode file;
    private final List<String> mistakes;

    PolicySections(JsonNode file, List<String> mistakes) {
        this.file = file;
        this.mistakes = mistakes;
        if (!file.isObject() && !file.isMissingNode() && !file.isNull()) {
            mistakes.add("the file has no sections; there are " + String.join(", ", KNOWN));
        }
        file.fieldNames()
                .forEachRemaining(section -> {
                    if (!KNOWN.contains(section)) {
                        mistakes.add(
                                section + ": is no section; there are " + String.join(", ", KNOWN));
                    }
                });
    }

    /** The section as it stands. */
    JsonNode section(String name) {
        return file.path(name);
    }

    /** The section's rows; one that {@code read} makes nothing of is left out. */
    <T> List<T> rows(String section, Function<RowReader, Optional<T>> read) {
        JsonNode rows = file.path(section);
        if (!rows.isArray() && !rows.isMissingNode() && !rows.isNull()) {
            mistakes.add(section + ": is no list of rows");
            return List.of();
        }
        List<T> all = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            var row = new RowReader(rows.get(i), section + " row " + (i + 1), mistakes);
            if (rows.get(i).isObject()) {
                read.apply(row).ifPresent(all::add);
            } else {
                row.mistake("is no row");
            }
        }
        return all;
    }
}
