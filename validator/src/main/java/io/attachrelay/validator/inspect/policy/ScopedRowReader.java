package io.attachrelay.validator.inspect.policy;

import io.attachrelay.model.FindingCode;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.Origin;
import io.attachrelay.model.WireName;
import io.attachrelay.settings.rows.FileSize;
import io.attachrelay.settings.rows.RowReader;
import io.attachrelay.settings.rows.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the rows that are for tenants and channels: what may be used, what to do with findings. */
final class ScopedRowReader {

    private final PolicyContext context;
    private final Vocabulary words;
    private final TypeNames names;
    private final boolean own;
    private final Set<List<Object>> ruled = new HashSet<>();

    /**
     * @param words what rows may name
     * @param own whether it is the operator's file
     */
    ScopedRowReader(PolicyContext context, Vocabulary words, boolean own) {
        this.context = context;
        this.words = words;
        this.names = words.names();
        this.own = own;
    }

    Optional<PolicyRows.Media> media(RowReader row) {
        row.refuseOthersThan(
                Set.of("tenant", "channel", "origin", "kind", "types", "max", "source", "checked"));
        var scope = scope(row);
        var origin = row.find("origin", Origin::of);
        var kind = row.find("kind", MediaKind::of);
        var types = row.list("types", text -> type(text, kind));
        var max = row.find("max", FileSize::parse);
        var from = row.provenance(words::source);
        if (!row.has("types") && !row.has("max")) {
            row.mistake("says neither types nor max");
        }
        return scope.flatMap(s ->
                from.map(f ->
                        new PolicyRows.Media(
                                s,
                                origin.orElse(null),
                                kind.orElse(null),
                                types.orElse(null),
                                max.orElse(null),
                                f)));
    }

    private AllowedType type(String text, Optional<MediaKind> kind) {
        AllowedType type = AllowedType.parse(text, names);
        names.kind(type.type())
                .filter(k -> kind.isPresent() && k != kind.get())
                .ifPresent(k -> {
                    throw new IllegalArgumentException("is of kind " + k.wireName());
                });
        return type;
    }

    Optional<PolicyRows.Rule> rule(RowReader row) {
        row.refuseOthersThan(Set.of("tenant", "channel", "finding", "action", "source", "checked"));
        var scope = scope(row);
        var finding = row.get("finding", FindingCode::of);
        var action = row.get("action", text -> WireName.parse(PolicyAction.class, text));
        var from = row.provenance(words::source);
        if (scope.isEmpty() || finding.isEmpty() || action.isEmpty() || from.isEmpty()) {
            return Optional.empty();
        }
        if (!ruled.add(List.of(scope.get(), finding.get()))) {
            row.mistake("'" + finding.get().wireName() + "' has two rows for " + scope.get());
        }
        if (action.get() == PolicyAction.STRIP && !context.canStrip(finding.get())) {
            row.mistake("action 'strip': nothing can strip " + finding.get().wireName());
        }
        return Optional.of(
                new PolicyRows.Rule(scope.get(), finding.get(), action.get(), from.get()));
    }

    private Optional<Scope> scope(RowReader row) {
        var tenant = row.find("tenant", context::tenant);
        var channel =
                row.has("channel") ? row.find("channel", words::channel) : Optional.of(Scope.ANY);
        return channel.filter(_ -> tenant.isPresent() || !row.has("tenant"))
                .map(c -> new Scope(own, tenant.orElse(null), c));
    }
}
