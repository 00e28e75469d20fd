package io.attachrelay.validator.inspect.policy;

import io.attachrelay.model.FindingCode;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.Origin;
import io.attachrelay.settings.rows.Provenance;
import io.attachrelay.settings.rows.Scope;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of a policy. */
record PolicyRows(Vocabulary words, List<Media> media, List<Rule> findings) {

    /** These rows and those of a file that stands below this one. */
    PolicyRows over(PolicyRows below) {
        return new PolicyRows(
                words.over(below.words),
                Stream.concat(media.stream(), below.media.stream()).toList(),
                Stream.concat(findings.stream(), below.findings.stream()).toList());
    }

    /** A type under its canonical name, with its file extensions in lower case. */
    record KnownType(String type, MediaKind kind, Set<String> extensions, Provenance from) {}

    /** Another name of a type, both in lower case. */
    record Alias(String alias, String type, Provenance from) {}

    /** A channel that rows may name, in lower case. */
    record Channel(String channel, Provenance from) {}

    /**
     * What may be used and how large it may be.
     *
     * @param origin {@code null} for files from everywhere
     * @param kind {@code null} for all
     * @param types {@code null} if a wider row says which
     * @param maxBytes {@code null} if a wider row says how large
     */
    record Media(
            Scope scope,
            @Nullable Origin origin,
            @Nullable MediaKind kind,
            @Nullable List<AllowedType> types,
            @Nullable Long maxBytes,
            Provenance from) {

        /** Which of two rows counts first: see {@link ChannelRules}. */
        static final Comparator<Media> NARROWEST_FIRST =
                Comparator.comparing((Media row) -> row.scope.tenant() == null)
                        .thenComparing(row -> !row.scope.own())
                        .thenComparing(row -> row.origin == null)
                        .thenComparing(row -> row.scope.channel().equals(Scope.ANY))
                        .thenComparing(row -> row.kind == null);

        boolean covers(@Nullable String tenant, String channel, Origin from) {
            return scope.covers(tenant, channel) && (origin == null || origin == from);
        }

        boolean isAsNarrowAs(Media other) {
            return NARROWEST_FIRST.compare(this, other) == 0;
        }

        boolean names(String type, @Nullable String codec) {
            return types != null && types.stream().anyMatch(t -> t.covers(type, codec));
        }
    }

    /** What to do with a finding. */
    record Rule(Scope scope, FindingCode finding, PolicyAction action, Provenance from) {}
}
