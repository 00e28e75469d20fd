package io.attachrelay.validator.inspect.policy;

import io.attachrelay.model.MediaKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code policy.yaml}. Each says where it comes from and when that was looked up.
 *
 * @param sources the texts that the rows cite
 */
record PolicyRows(
        Map<String, String> sources,
        List<KnownType> types,
        List<Alias> aliases,
        List<Limit> limits) {

    PolicyRows {
        sources = Map.copyOf(sources);
        types = List.copyOf(types);
        aliases = List.copyOf(aliases);
        limits = List.copyOf(limits);
    }

    /** A type that may be used, under its canonical name, with its file extensions. */
    record KnownType(
            String type,
            MediaKind kind,
            Set<String> extensions,
            String source,
            LocalDate checked) {}

    /** Another name of a type. */
    record Alias(String alias, String type, String source, LocalDate checked) {}

    /**
     * The largest file that a channel takes.
     *
     * @param channel in lower case, {@code *} for all that have no row
     * @param kind {@code null} for all kinds that have no row
     * @param max such as {@code 25 MB}; a KB is 1024 bytes
     */
    record Limit(
            String channel,
            @Nullable MediaKind kind,
            String max,
            String source,
            LocalDate checked) {

        long bytes() {
            return FileSize.parse(max);
        }
    }
}
