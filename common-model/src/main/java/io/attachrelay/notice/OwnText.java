package io.attachrelay.notice;

import io.attachrelay.model.Language;
import io.attachrelay.model.ReasonCode;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An operator's text in place of ours.
 *
 * @param scope when it is used
 */
record OwnText(Scope scope, Template template) {

    /** A tenant's before one for all, a reason's before one for all, a language's before any. */
    static final Comparator<OwnText> NARROWEST_FIRST =
            Comparator.comparing((OwnText own) -> own.scope.tenant == null)
                    .thenComparing(own -> own.scope.reason == null)
                    .thenComparing(own -> own.scope.language == null);

    /**
     * For whom and what a text is; {@code null} stands for all.
     *
     * @param reason all do not include a send in doubt, of which other things are to be said
     */
    record Scope(
            Occasion about,
            @Nullable String tenant,
            @Nullable Language language,
            @Nullable ReasonCode reason) {

        boolean covers(Occasion occasion, String someTenant, Language some, ReasonCode why) {
            return about == occasion
                    && (tenant == null || tenant.equals(someTenant))
                    && (language == null || language == some)
                    && (reason == null ? why != ReasonCode.SEND_IN_DOUBT : reason == why);
        }
    }
}
