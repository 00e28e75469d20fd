package io.attachrelay.validator.inspect.policy;

import io.attachrelay.model.MediaKind;
import io.attachrelay.settings.rows.RowReader;
import io.attachrelay.settings.rows.RowSections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads what the rows of a policy may name: sources, types, their other names, channels. */
final class VocabularyReader {

    private final RowSections file;
    private final Vocabulary below;

    /**
     * @param below known already
     */
    VocabularyReader(RowSections file, Vocabulary below) {
        this.file = file;
        this.below = below;
    }

    Vocabulary read() {
        Map<String, String> sources = new HashMap<>();
        file.section("sources")
                .properties()
                .forEach(source -> sources.put(source.getKey(), source.getValue().asText()));
        Vocabulary cited = new Vocabulary(sources, Map.of(), Map.of(), Map.of()).over(below);
        return new Vocabulary(
                sources,
                byName("types", row -> type(row, cited), PolicyRows.KnownType::type),
                byName("aliases", row -> alias(row, cited), PolicyRows.Alias::alias),
                byName("channels", row -> channel(row, cited), PolicyRows.Channel::channel));
    }

    private <T> Map<String, T> byName(
            String section, Function<RowReader, Optional<T>> read, Function<T, String> name) {
        Map<String, T> named = new LinkedHashMap<>();
        file.rows(
                section,
                row -> {
                    Optional<T> one = read.apply(row);
                    one.filter(t -> named.putIfAbsent(name.apply(t), t) != null)
                            .ifPresent(t -> row.mistake("'" + name.apply(t) + "' has two rows"));
                    return one;
                });
        return named;
    }

    private static Optional<PolicyRows.KnownType> type(RowReader row, Vocabulary cited) {
        row.refuseOthersThan(Set.of("type", "kind", "extensions", "source", "checked"));
        var type = row.get("type", RowReader::lowerCase);
        var kind = row.get("kind", MediaKind::of);
        var extensions = row.list("extensions", RowReader::lowerCase).orElse(List.of());
        type.ifPresent(name -> refuseAlias(row, name, cited));
        var from = row.provenance(cited::source);
        return type.isEmpty() || kind.isEmpty() || from.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new PolicyRows.KnownType(
                                type.get(), kind.get(), Set.copyOf(extensions), from.get()));
    }

    private static Optional<PolicyRows.Alias> alias(RowReader row, Vocabulary cited) {
        row.refuseOthersThan(Set.of("alias", "type", "source", "checked"));
        var alias = row.get("alias", RowReader::lowerCase);
        var type = row.get("type", RowReader::lowerCase);
        var from = row.provenance(cited::source);
        type.ifPresent(name -> refuseAlias(row, name, cited));
        return alias.isEmpty() || type.isEmpty() || from.isEmpty()
                ? Optional.empty()
                : Optional.of(new PolicyRows.Alias(alias.get(), type.get(), from.get()));
    }

    private static void refuseAlias(RowReader row, String type, Vocabulary cited) {
        if (cited.aliases().get(type) instanceof PolicyRows.Alias alias) {
            row.mistake("'" + type + "' is another name of " + alias.type());
        }
    }

    private static Optional<PolicyRows.Channel> channel(RowReader row, Vocabulary cited) {
        row.refuseOthersThan(Set.of("channel", "source", "checked"));
        var channel = row.get("channel", RowReader::lowerCase);
        var from = row.provenance(cited::source);
        return channel.flatMap(name -> from.map(f -> new PolicyRows.Channel(name, f)));
    }
}
