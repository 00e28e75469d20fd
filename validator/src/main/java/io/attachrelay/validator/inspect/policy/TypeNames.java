package io.attachrelay.validator.inspect.policy;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.attachrelay.model.MediaKind;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known of types: their one name, their kind and their extensions. It allows nothing. */
public final class TypeNames {

    private final Map<String, PolicyRows.KnownType> types;
    private final Map<String, String> aliases;
    private final Set<String> extensions;

    TypeNames(Collection<PolicyRows.KnownType> types, Collection<PolicyRows.Alias> aliases) {
        this.types = types.stream().collect(toMap(PolicyRows.KnownType::type, row -> row));
        this.aliases =
                aliases.stream().collect(toMap(PolicyRows.Alias::alias, PolicyRows.Alias::type));
        this.extensions = types.stream().flatMap(row -> row.extensions().stream()).collect(toSet());
    }

    /** The one name of a type: lower case, no parameters, no alias. */
    public String canonical(String type) {
        String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return aliases.getOrDefault(bare, bare);
    }

    /** What a canonical type is to a person; empty for what is no medium, such as a program. */
    public Optional<MediaKind> kind(String type) {
        if (types.get(type) instanceof PolicyRows.KnownType row) {
            return Optional.of(row.kind());
        }
        return switch (type.split("/", 2)[0]) {
            case "image" -> Optional.of(MediaKind.IMAGE);
            case "audio" -> Optional.of(MediaKind.AUDIO);
            case "video" -> Optional.of(MediaKind.VIDEO);
            default -> Optional.empty();
        };
    }

    /** The extensions of a canonical type, in lower case; none if it has no row. */
    public Set<String> extensions(String type) {
        return types.get(type) instanceof PolicyRows.KnownType row ? row.extensions() : Set.of();
    }

    /** Whether an extension in lower case belongs to a type that has a row. */
    public boolean knowsExtension(String extension) {
        return extensions.contains(extension);
    }

    /** Whether a canonical type has a row. */
    boolean knows(String type) {
        return types.containsKey(type);
    }
}
