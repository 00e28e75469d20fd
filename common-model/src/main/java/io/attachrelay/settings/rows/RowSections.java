package io.attachrelay.settings.rows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The sections of a file of rows. What is wrong with them becomes a mistake. */
public final class RowSections {

    private final JsonNode file;
    private final List<String> mistakes;

    /**
     * @param known the names that sections may have
     */
    public RowSections(JsonNode file, List<String> known, List<String> mistakes) {
        this.file = file;
        this.mistakes = mistakes;
        if (!file.isObject() && !file.isMissingNode() && !file.isNull()) {
            mistakes.add("the file has no sections; there are " + String.join(", ", known));
        }
        file.fieldNames()
                .forEachRemaining(section -> {
                    if (!known.contains(section)) {
                        mistakes.add(
                                section + ": is no section; there are " + String.join(", ", known));
                    }
                });
    }

    /** The section as it stands. */
    public JsonNode section(String name) {
        return file.path(name);
    }

    /** The section's rows; one that {@code read} makes nothing of is left out. */
    public <T> List<T> rows(String section, Function<RowReader, Optional<T>> read) {
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
