package io.attachrelay.validator.inspect.policy;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.attachrelay.model.MediaKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

    private final TypeNames names;
    private final Map<String, Long> limits;

    private InspectionPolicy(PolicyRows rows) {
        names = new TypeNames(rows.types(), rows.aliases());
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

    /** What is known of types. */
    public TypeNames names() {
        return names;
    }

    /** Whether files of this canonical type may be used. */
    public boolean allows(String type) {
        return names.knows(type);
    }

    /**
     * The largest file in bytes that passes: the channel's for the kind, else for any, else 25 MB.
     */
    public long limit(String channel, MediaKind kind) {
        return Stream.of(place(channel, kind), channel, ANY)
                .flatMap(place -> Optional.ofNullable(limits.get(place)).stream())
                .findFirst()
                .orElseThrow();
    }

    private static String place(String channel, @Nullable MediaKind kind) {
        return kind == null ? channel : channel + "/" + kind.wireName();
    }
}
