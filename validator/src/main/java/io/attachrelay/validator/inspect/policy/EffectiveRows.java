package io.attachrelay.validator.inspect.policy;

import static java.util.stream.Collectors.joining;

import io.attachrelay.model.FindingCode;
import io.attachrelay.model.MediaKind;
import io.attachrelay.settings.rows.FileSize;
import io.attachrelay.settings.rows.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rows that count on a channel, written for people. */
final class EffectiveRows {

    private final ChannelRules rules;
    private final Map<String, String> sources;

    EffectiveRows(ChannelRules rules, Map<String, String> sources) {
        this.rules = rules;
        this.sources = sources;
    }

    List<EffectiveRow> list() {
        List<EffectiveRow> rows = new ArrayList<>();
        for (MediaKind kind : MediaKind.values()) {
            rules.typeRows(kind).forEach(row -> rows.add(row(kind.wireName(), types(row), row)));
            rules.sizeRows(kind).forEach(row -> rows.add(row(kind.wireName(), size(row), row)));
        }
        for (FindingCode finding : FindingCode.values()) {
            PolicyRows.Rule rule = rules.rule(finding);
            rows.add(row(finding.wireName(), rule.action().wireName(), rule.from()));
        }
        return rows;
    }

    private EffectiveRow row(String subject, String text, PolicyRows.Media row) {
        return row(subject, text, row.from());
    }

    private EffectiveRow row(String subject, String text, Provenance from) {
        String source = sources.getOrDefault(from.source(), from.source());
        return new EffectiveRow(subject, text, source, from.checked());
    }

    private static String types(PolicyRows.Media row) {
        List<AllowedType> types = row.types() == null ? List.of() : row.types();
        return types.isEmpty()
                ? "none"
                : types.stream().map(AllowedType::toString).collect(joining(", "));
    }

    private static String size(PolicyRows.Media row) {
        String most = "up to " + FileSize.words(row.maxBytes() == null ? 0 : row.maxBytes());
        return row.types() == null ? most : most + " for " + types(row);
    }
}
