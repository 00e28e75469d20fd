package io.attachrelay.settings.rows;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One row of a file, field by field. What is wrong with it becomes a mistake. */
public final class RowReader {

    private final JsonNode row;
    private final String place;
    private final List<String> mistakes;

    /**
     * @param place such as {@code media row 3}
     */
    RowReader(JsonNode row, String place, List<String> mistakes) {
        this.row = row;
        this.place = place;
        this.mistakes = mistakes;
    }

    /** Makes each field that the row has beside these a mistake. */
    public void refuseOthersThan(Set<String> known) {
        row.fieldNames()
                .forEachRemaining(field -> {
                    if (!known.contains(field)) {
                        mistake(field, "is no field of such a row");
                    }
                });
    }

    /** The names of all its fields, in their order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        row.fieldNames().forEachRemaining(names::add);
        return names;
    }

    public boolean has(String field) {
        return row.hasNonNull(field);
    }

    /** The field's text as {@code parse} reads it; empty if there is none or it is wrong. */
    public <T> Optional<T> find(String field, Function<String, T> parse) {
        JsonNode value = row.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isValueNode()) {
            mistake(field, "is not one value");
            return Optional.empty();
        }
        return parsed(field, value.asText(), parse);
    }

    /** The same where there must be one. */
    public <T> Optional<T> get(String field, Function<String, T> parse) {
        if (!has(field)) {
            mistake(field, "is missing");
        }
        return find(field, parse);
    }

    /** The field's list; empty if there is none. */
    public <T> Optional<List<T>> list(String field, Function<String, T> parse) {
        JsonNode values = row.path(field);
        if (!values.isArray()) {
            if (has(field)) {
                mistake(field, "is no list");
            }
            return Optional.empty();
        }
        List<T> parsed = new ArrayList<>();
        values.forEach(value -> parsed(field, value.asText(), parse).ifPresent(parsed::add));
        return Optional.of(parsed);
    }

    /** The field's list, which may be written as one value; it is a mistake to give none. */
    public <T> List<T> oneOrMore(String field, Function<String, T> parse) {
        JsonNode values = row.path(field);
        if (!has(field) || values.isContainerNode() && values.isEmpty()) {
            mistake(field, "is empty");
        }
        return values.isArray()
                ? list(field, parse).orElse(List.of())
                : find(field, parse).map(List::of).orElse(List.of());
    }

    /** The row that stands in the field; empty if there is none. */
    public Optional<RowReader> within(String field) {
        JsonNode value = row.path(field);
        if (value.isObject()) {
            return Optional.of(new RowReader(value, place + ": " + field, mistakes));
        }
        if (has(field)) {
            mistake(field, "holds no fields");
        }
        return Optional.empty();
    }

    /**
     * The fields {@code source} and {@code checked}, which every row must have.
     *
     * @param cited a source's name as it is kept; throws {@link IllegalArgumentException} if it is
     *     not known
     */
    public Optional<Provenance> provenance(Function<String, String> cited) {
        Optional<String> source = get("source", cited);
        Optional<LocalDate> checked = get("checked", RowReader::date);
        return source.flatMap(s -> checked.map(date -> new Provenance(s, date)));
    }

    /** Notes that something is wrong with the row. */
    public void mistake(String complaint) {
        mistakes.add(place + ": " + complaint);
    }

    /** Notes that something is wrong with a field. */
    public void mistake(String field, String complaint) {
        mistake(field + " " + complaint);
    }

    /**
     * The text in lower case.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static String lowerCase(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("is blank");
        }
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("is no date such as 2026-11-26", e);
        }
    }

    private <T> Optional<T> parsed(String field, String text, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (IllegalArgumentException e) {
            String said = String.valueOf(e.getMessage());
            mistake(field, said.startsWith("'") ? said : "'" + text + "' " + said);
            return Optional.empty();
        }
    }
}
