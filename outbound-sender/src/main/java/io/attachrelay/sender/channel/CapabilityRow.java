package io.attachrelay.sender.channel;

import io.attachrelay.model.MediaKind;
import io.attachrelay.settings.rows.Provenance;
import io.attachrelay.settings.rows.Scope;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one row says; each field is {@code null} where a wider row says it.
 *
 * @param kind {@code null} for all
 * @param takes types that the channel accepts
 * @param shows types that it shows
 * @param drops types that it accepts without showing anything
 * @param maxBytes the largest file that the channel takes, zero for none
 * @param ceilingBytes the largest file that the platform takes
 * @param into what is made of what it does not show, the best first
 * @param otherwise what is done where that can't be made, the best first
 * @param textLength the longest text, in characters
 */
record CapabilityRow(
        Scope scope,
        @Nullable MediaKind kind,
        @Nullable List<TypePattern> takes,
        @Nullable List<TypePattern> shows,
        @Nullable List<TypePattern> drops,
        @Nullable Long maxBytes,
        @Nullable Long ceilingBytes,
        @Nullable List<String> into,
        @Nullable List<OtherWay> otherwise,
        @Nullable Integer textLength,
        Provenance from) {

    /** As policies have it; of equally narrow ones a kind's before one for all kinds. */
    static final Comparator<CapabilityRow> NARROWEST_FIRST =
            Comparator.comparing(CapabilityRow::scope, Scope.NARROWEST_FIRST)
                    .thenComparing(row -> row.kind() == null);

    boolean isAbout(MediaKind some) {
        return kind == null || kind == some;
    }
}
