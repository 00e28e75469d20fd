package io.attachrelay.validator.inspect;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.attachrelay.model.MediaKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which types may be used and how large a file may be: the rows of {@code policy.yaml}. */
public final class InspectionPolicy {

    private static final String ANY = "*";
    private static final ObjectMapper YAML =
            YAMLMapper.builder()
                    .addModule(new JavaTimeModule())
                    .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                    .build();

    private final Map<String, PolicyRows.AllowedType> types;
    private final Map<String, String> aliases;
    private final Map<String, Long> limits;

    private InspectionPolicy(PolicyRows rows) {
        types = rows.types().stream().collect(toMap(PolicyRows.AllowedType::type, row -> row));
        aliases =
                rows.aliases().stream()
                        .collect(toMap(PolicyRows.Alias::alias, PolicyRows.Alias::type));
        limits =
                rows.limits().stream()
                        .collect(
                                toMap(
                                        row -> place(row.channel(), row.kind()),
                                        PolicyRows.Limit::bytes));
        Objects.requireNonNull(limits.get(ANY), "a limit for every channel");
    }

    /** The policy that comes with the product: the guide's, and what channels commonly take. */
    public static InspectionPolicy standard() {
        try (InputStream in = InspectionPolicy.class.getResourceAsStream("policy.yaml")) {
            return new InspectionPolicy(YAML.readValue(in, PolicyRows.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one name that this policy has for a type: lower case, no parameters, no alias. */
    String canonical(String type) {
        String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return aliases.getOrDefault(bare, bare);
    }

    /** Whether files of this canonical type may be used. */
    boolean allows(String type) {
        return types.containsKey(type);
    }

    /** What a canonical type is to a person; empty for what is no medium, such as a program. */
    Optional<MediaKind> kind(String type) {
        if (types.get(type) instanceof PolicyRows.AllowedType row) {
            return Optional.of(row.kind());
        }
        return switch (type.split("/", 2)[0]) {
            case "image" -> Optional.of(MediaKind.IMAGE);
            case "audio" -> Optional.of(MediaKind.AUDIO);
            case "video" -> Optional.of(MediaKind.VIDEO);
            default -> Optional.empty();
        };
    }

    /** The extensions of a canonical type, in lower case; none if it is not allowed. */
    Set<String> extensions(String type) {
        return types.get(type) instanceof PolicyRows.AllowedType row ? row.extensions() : Set.of();
    }

    /** Whether an extension in lower case belongs to a type that is allowed. */
    boolean knowsExtension(String extension) {
        return types.values().stream().anyMatch(row -> row.extensions().contains(extension));
    }

    /**
     * The largest file in bytes that passes: the channel's for the kind, else for any, else 25 MB.
     */
    long limit(String channel, MediaKind kind) {
        return Stream.of(place(channel, kind), channel, ANY)
                .flatMap(place -> Optional.ofNullable(limits.get(place)).stream())
                .findFirst()
                .orElseThrow();
    }

    private static String place(String channel, @Nullable MediaKind kind) {
        return kind == null ? channel : channel + "/" + kind.wireName();
    }
}
