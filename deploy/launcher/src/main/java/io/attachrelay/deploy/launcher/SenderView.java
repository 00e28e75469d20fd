package io.attachrelay.deploy.launcher;

import io.attachrelay.sender.channel.ChannelMatrix;
import io.attachrelay.sender.channel.ChannelTable;
import io.attachrelay.settings.Settings;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The channels as a tenant's sender sees them.
 *
 * @param tenant {@code null} for what counts for all
 */
record SenderView(CommandLine line, Settings settings, @Nullable String tenant) {

    private static final String USUAL_CHANNEL = "web";

    /**
     * What counts on a channel.
     *
     * @param channel in any case; {@code null} for the tenant's own, else web
     * @throws ParameterException if there is no such channel or tenant
     */
    ChannelTable table(@Nullable String channel) {
        String usual = usualChannel();
        ChannelMatrix matrix =
                ChannelMatrix.load(
                        settings.sender().capabilitiesFile(), settings.tenants().keySet());
        String name = channel == null ? usual : channel.toLowerCase(Locale.ROOT);
        if (!matrix.channels().contains(name) && !name.equals(usual)) {
            throw new ParameterException(
                    line,
                    "channel: '"
                            + channel
                            + "' is none of "
                            + String.join(", ", matrix.channels()));
        }
        return matrix.table(tenant, name);
    }

    /**
     * Where a file of a service is judged for.
     *
     * @throws ParameterException if there is no such tenant
     */
    String usualChannel() {
        return tenant == null
                ? USUAL_CHANNEL
                : TenantOption.settingsOf(tenant, line, settings).channel();
    }

    /** Whether the sender can put temporary links into texts. */
    boolean links() {
        return settings.links().secret().isPresent() && settings.gateway().publicUrl().isPresent();
    }
}
