package io.attachrelay.sender.channel;

import io.attachrelay.model.MediaKind;
import io.attachrelay.model.WireName;
import io.attachrelay.settings.rows.FileSize;
import io.attachrelay.settings.rows.RowReader;
import io.attachrelay.settings.rows.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Reads the rows of a file of capabilities. */
final class CapabilityRowReader {

    private static final List<String> SAYING =
            List.of("takes", "shows", "drops", "max", "ceiling", "into", "otherwise", "text");
    private static final Set<String> FIELDS =
            Set.of(
                    "tenant",
                    "channel",
                    "kind",
                    "takes",
                    "shows",
                    "drops",
                    "max",
                    "ceiling",
                    "into",
                    "otherwise",
                    "text",
                    "source",
                    "checked");

    private final CapabilityWords words;
    private final Set<String> tenants;
    private final boolean own;

    /**
     * @param words what rows may name
     * @param own whether it is the operator's file
     */
    CapabilityRowReader(CapabilityWords words, Set<String> tenants, boolean own) {
        this.words = words;
        this.tenants = tenants;
        this.own = own;
    }

    Optional<CapabilityRow> read(RowReader row) {
        row.refuseOthersThan(FIELDS);
        if (SAYING.stream().noneMatch(row::has)) {
            row.mistake("says none of " + String.join(", ", SAYING));
        }
        UnaryOperator<String> canonical = words::canonical;
        var scope = scope(row);
        var kind = row.find("kind", MediaKind::of);
        var takes = row.list("takes", text -> TypePattern.parse(text, canonical));
        var shows = row.list("shows", text -> TypePattern.parse(text, canonical));
        var drops = row.list("drops", text -> TypePattern.parse(text, canonical));
        var max = row.find("max", FileSize::parse);
        var ceiling = row.find("ceiling", FileSize::parse);
        var into = row.list("into", this::target);
        var otherwise = row.list("otherwise", text -> WireName.parse(OtherWay.class, text));
        var text = row.find("text", CapabilityRowReader::length);
        var from = row.provenance(words::source);
        return scope.flatMap(s ->
                from.map(f ->
                        new CapabilityRow(
                                s,
                                kind.orElse(null),
                                takes.orElse(null),
                                shows.orElse(null),
                                drops.orElse(null),
                                max.orElse(null),
                                ceiling.orElse(null),
                                into.orElse(null),
                                otherwise.orElse(null),
                                text.orElse(null),
                                f)));
    }

    private Optional<Scope> scope(RowReader row) {
        var tenant = row.find("tenant", this::tenant);
        var channel =
                row.has("channel") ? row.find("channel", words::channel) : Optional.of(Scope.ANY);
        return channel.filter(_ -> tenant.isPresent() || !row.has("tenant"))
                .map(c -> new Scope(own, tenant.orElse(null), c));
    }

    private String tenant(String name) {
        if (!tenants.contains(name)) {
            throw new IllegalArgumentException("is no tenant of the settings");
        }
        return name;
    }

    /** What a conversion can be asked for: one type, whatever its codec. */
    private String target(String text) {
        TypePattern type = TypePattern.parse(text, words::canonical);
        if (type.codec() != null || !type.type().contains("/")) {
            throw new IllegalArgumentException("is no one type without codec");
        }
        return type.type();
    }

    private static int length(String text) {
        if (!text.matches("[1-9]\\d{0,6}")) {
            throw new IllegalArgumentException("is no number of characters");
        }
        return Integer.parseInt(text);
    }
}
