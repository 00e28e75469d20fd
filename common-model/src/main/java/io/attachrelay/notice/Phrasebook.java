package io.attachrelay.notice;

import io.attachrelay.model.Language;
import io.attachrelay.settings.Settings;
import io.attachrelay.settings.TenantSettings;
import io.attachrelay.settings.rows.WrongRowsException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What agents and customers are told, tenant by tenant: our own words in the tenant's language, an
 * operator's texts for agents over them. docs/routing.md tells how those are written. Safe for all
 * threads.
 */
public final class Phrasebook {

    private final Map<Language, Phrases> phrases = new EnumMap<>(Language.class);
    private final Language usual;
    private final Map<String, TenantSettings> tenants;
    private final List<OwnText> own;

    private Phrasebook(Language usual, Map<String, TenantSettings> tenants, List<OwnText> own) {
        this.usual = usual;
        for (Language language : Language.values()) {
            phrases.put(language, Phrases.of(language));
        }
        this.tenants = Map.copyOf(tenants);
        this.own = own;
    }

    /** Our own words, in English for every tenant. */
    public static Phrasebook standard() {
        return standard(Language.ENGLISH);
    }

    /** Our own words, in one language for every tenant. */
    public static Phrasebook standard(Language language) {
        return new Phrasebook(language, Map.of(), List.of());
    }

    /**
     * Those that the settings ask for.
     *
     * @throws WrongRowsException naming all that is wrong with {@code notices.file}
     */
    public static Phrasebook of(Settings settings) {
        List<OwnText> own =
                settings.notices()
                        .file()
                        .map(file -> OwnTexts.read(file, settings.tenants().keySet()))
                        .orElse(List.of());
        return new Phrasebook(Language.ENGLISH, settings.tenants(), own);
    }

    /** The words for a tenant; English, unless told otherwise, if there is no such tenant. */
    public NoticeWords forTenant(String tenant) {
        TenantSettings known = tenants.get(tenant);
        Language language = known == null ? usual : known.language();
        Phrases words = phrases.get(language);
        if (words == null) {
            throw new IllegalStateException("no words in " + language);
        }
        return new NoticeWords(tenant, language, words, own);
    }
}
