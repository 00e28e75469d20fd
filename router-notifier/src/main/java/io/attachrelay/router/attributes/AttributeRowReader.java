package io.attachrelay.router.attributes;

import io.attachrelay.model.WireName;
import io.attachrelay.settings.rows.RowReader;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a routing file. */
final class AttributeRowReader {

    /** What both platforms take as a name, and is no trouble in a flow. */
    private static final String NAME = "[A-Za-z]([A-Za-z0-9_. -]{0,62}[A-Za-z0-9_])?";

    private static final Set<String> FIELDS =
            Set.of("tenant", "attribute", "as", "drop", "value", "when", "match");

    private final Set<String> tenants;
    private final Set<List<@Nullable Object>> settled = new HashSet<>();

    AttributeRowReader(Set<String> tenants) {
        this.tenants = tenants;
    }

    Optional<AttributeRow> read(RowReader row) {
        row.refuseOthersThan(FIELDS);
        Optional<String> tenant = row.find("tenant", this::tenant);
        List<String> does = Stream.of("as", "drop", "value").filter(row::has).toList();
        if (does.size() != 1) {
            row.mistake(
                    "says " + (does.isEmpty() ? "none" : "more than one") + " of as, drop, value");
            return Optional.empty();
        }
        return does.getFirst().equals("value")
                ? value(row, tenant.orElse(null))
                : computed(row, tenant.orElse(null));
    }

    private Optional<AttributeRow> computed(RowReader row, @Nullable String tenant) {
        Stream.of("when", "match")
                .filter(row::has)
                .forEach(field -> row.mistake(field, "goes with a value only"));
        Optional<MediaAttribute> computed =
                row.get("attribute", text -> WireName.parse(MediaAttribute.class, text));
        Optional<String> as = row.find("as", AttributeRowReader::name);
        boolean drop = row.find("drop", AttributeRowReader::yes).isPresent();
        computed.ifPresent(attribute -> settleOnce(row, tenant, attribute));
        return computed.flatMap(attribute ->
                drop
                        ? Optional.of(new AttributeRow.Drop(tenant, attribute))
                        : as.map(name -> new AttributeRow.Rename(tenant, attribute, name)));
    }

    private Optional<AttributeRow> value(RowReader row, @Nullable String tenant) {
        Optional<String> attribute = row.get("attribute", AttributeRowReader::name);
        Optional<String> value = row.find("value", AttributeRowReader::text);
        Condition when = ConditionReader.read(row);
        attribute.ifPresent(name -> noteValue(row, tenant, name, when));
        return attribute.flatMap(
                name -> value.map(text -> new AttributeRow.Value(tenant, name, text, when)));
    }

    private void noteValue(RowReader row, @Nullable String tenant, String name, Condition when) {
        List<@Nullable Object> place = Arrays.asList(tenant, name);
        if (settled.contains(place)) {
            row.mistake("is never reached: an earlier row gives '" + name + "' its value always");
        } else if (when.isAlways()) {
            settled.add(place);
        }
    }

    private void settleOnce(RowReader row, @Nullable String tenant, MediaAttribute attribute) {
        if (!settled.add(Arrays.asList(tenant, attribute))) {
            row.mistake("'" + attribute.wireName() + "' is renamed or dropped by an earlier row");
        }
    }

    private String tenant(String name) {
        if (!tenants.contains(name)) {
            throw new IllegalArgumentException("is no tenant of the settings");
        }
        return name;
    }

    private static String name(String text) {
        if (!text.matches(NAME)) {
            throw new IllegalArgumentException(
                    "is no name: a letter, then letters, digits, _ . - and blanks, at most 64");
        }
        return text;
    }

    private static String text(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("has control characters");
        }
        return text;
    }

    private static boolean yes(String text) {
        if (!text.equals("true")) {
            throw new IllegalArgumentException("is not true; leave the row out instead");
        }
        return true;
    }
}
