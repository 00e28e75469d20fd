package io.attachrelay.notice;

import io.attachrelay.model.Language;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.WireName;
import io.attachrelay.settings.rows.OwnRows;
import io.attachrelay.settings.rows.RowReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads an operator's texts. */
final class OwnTexts {

    private final Set<String> tenants;
    private final Set<OwnText.Scope> scopes = new HashSet<>();

    private OwnTexts(Set<String> tenants) {
        this.tenants = tenants;
    }

    /** The texts of the file, the narrowest first. */
    static List<OwnText> read(Path path, Set<String> tenants) {
        OwnRows file = OwnRows.open("notices file", path, List.of("notices"));
        List<OwnText> texts = file.rows("notices", new OwnTexts(tenants)::text);
        file.report();
        return texts.stream().sorted(OwnText.NARROWEST_FIRST).toList();
    }

    private Optional<OwnText> text(RowReader row) {
        row.refuseOthersThan(Set.of("about", "tenant", "language", "reason", "text"));
        var about =
                row.has("about")
                        ? row.find("about", text -> WireName.parse(Occasion.class, text))
                        : Optional.of(Occasion.ARRIVED);
        var tenant = row.find("tenant", this::tenant);
        var language = row.find("language", text -> WireName.parse(Language.class, text));
        var reason = row.find("reason", ReasonCode::of);
        var template =
                row.get(
                        "text",
                        text ->
                                Template.parse(
                                        text, about.orElse(Occasion.ARRIVED).placeholders()));
        if (about.isEmpty() || template.isEmpty()) {
            return Optional.empty();
        }
        var scope =
                new OwnText.Scope(
                        about.get(),
                        tenant.orElse(null),
                        language.orElse(null),
                        reason.orElse(null));
        if (!scopes.add(scope)) {
            row.mistake("an earlier row is for the same");
        }
        return Optional.of(new OwnText(scope, template.get()));
    }

    private String tenant(String name) {
        if (!tenants.contains(name)) {
            throw new IllegalArgumentException("is no tenant of the settings");
        }
        return name;
    }
}
