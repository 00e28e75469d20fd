package io.attachrelay.validator.inspect.policy;

import io.attachrelay.model.FindingCode;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.Origin;
import io.attachrelay.settings.rows.Scope;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant takes on one channel from somebody. Of the rows that say something, the narrowest
 * count: a tenant's before one for all, the operator's file before the product's, one for an origin
 * before one for all, a channel's before one for all channels, a kind's before one for all kinds.
 */
public final class ChannelRules {

    private final String channel;
    private final List<PolicyRows.Media> media;
    private final Map<MediaKind, List<PolicyRows.Media>> typeRows = new EnumMap<>(MediaKind.class);
    private final Map<FindingCode, PolicyRows.Rule> findings = new EnumMap<>(FindingCode.class);

    ChannelRules(@Nullable String tenant, String channel, Origin origin, PolicyRows rows) {
        this.channel = channel;
        this.media =
                rows.media().stream()
                        .filter(row -> row.covers(tenant, channel, origin))
                        .sorted(PolicyRows.Media.NARROWEST_FIRST)
                        .toList();
        for (MediaKind kind : MediaKind.values()) {
            typeRows.put(kind, narrowest(kind, row -> row.types() != null));
        }
        rows.findings().stream()
                .filter(row -> row.scope().covers(tenant, channel))
                .sorted(Comparator.comparing(PolicyRows.Rule::scope, Scope.NARROWEST_FIRST))
                .forEach(row -> findings.putIfAbsent(row.finding(), row));
    }

    /** The channel in lower case. */
    public String channel() {
        return channel;
    }

    /**
     * Whether a file may be used.
     *
     * @param type canonical
     * @param codec {@code null} if it is not known
     */
    public boolean allows(String type, MediaKind kind, @Nullable String codec) {
        return typeRows(kind).stream().anyMatch(row -> row.names(type, codec));
    }

    /** The largest file in bytes that may be used; of exactly this size it may. */
    public long limit(String type, MediaKind kind, @Nullable String codec) {
        List<PolicyRows.Media> narrowest =
                narrowest(
                        kind,
                        row ->
                                row.maxBytes() != null
                                        && (row.types() == null || row.names(type, codec)));
        return narrowest.stream()
                .map(PolicyRows.Media::maxBytes)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /** What to do with a finding. */
    public PolicyAction action(FindingCode finding) {
        return rule(finding).action();
    }

    /** The rows that say which types of a kind may be used. */
    List<PolicyRows.Media> typeRows(MediaKind kind) {
        return Objects.requireNonNull(typeRows.get(kind));
    }

    /** The rows that say how large files of a kind may be. */
    List<PolicyRows.Media> sizeRows(MediaKind kind) {
        return narrowest(kind, row -> row.maxBytes() != null);
    }

    PolicyRows.Rule rule(FindingCode finding) {
        return Objects.requireNonNull(findings.get(finding), finding::toString);
    }

    /** The rows of equal narrowness that come first among those that say something. */
    private List<PolicyRows.Media> narrowest(
            MediaKind kind, Predicate<PolicyRows.Media> saysSomething) {
        List<PolicyRows.Media> rows =
                media.stream()
                        .filter(row -> row.kind() == null || row.kind() == kind)
                        .filter(saysSomething)
                        .toList();
        return rows.stream().takeWhile(row -> row.isAsNarrowAs(rows.getFirst())).toList();
    }
}
