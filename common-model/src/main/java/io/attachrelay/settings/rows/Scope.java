package io.attachrelay.settings.rows;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * For whom a row is.
 *
 * @param own whether it stands in the operator's file and not in the one that comes with the
 *     product
 * @param tenant {@code null} for all
 * @param channel {@code *} for all
 */
public record Scope(boolean own, @Nullable String tenant, String channel) {

    /** Stands for every channel. */
    public static final String ANY = "*";

    /**
     * Which of two rows counts first: a tenant's before one for all, the operator's before the
     * product's, a channel's before one for all channels.
     */
    public static final Comparator<Scope> NARROWEST_FIRST =
            Comparator.comparing((Scope scope) -> scope.tenant == null)
                    .thenComparing(scope -> !scope.own)
                    .thenComparing(scope -> scope.channel.equals(ANY));

    /** Whether the row is for this tenant ({@code null}: none) on this channel. */
    public boolean covers(@Nullable String someTenant, String someChannel) {
        return (tenant == null || tenant.equals(someTenant))
                && (channel.equals(ANY) || channel.equals(someChannel));
    }

    @Override
    public String toString() {
        return (tenant == null ? "" : tenant + " on ") + channel;
    }
}
