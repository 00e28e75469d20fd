package io.attachrelay.deploy.launcher;

import io.attachrelay.settings.Settings;
import io.attachrelay.settings.TenantSettings;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code --channel} and {@code --tenant}: for whom a policy is asked. */
final class PolicyPlace {

    private static final String USUAL_CHANNEL = "web";

    @Option(
            names = "--channel",
            description = "The channel, such as whatsapp. Default: the tenant's, else web.")
    private @Nullable String channel;

    @Option(
            names = "--tenant",
            description = "The tenant. Default: none, so that only rules for all count.")
    private @Nullable String tenant;

    @Nullable String tenant() {
        return tenant;
    }

    /**
     * The channel in lower case.
     *
     * @throws ParameterException if there is no such channel or tenant
     */
    String channel(CommandLine line, Settings settings, InspectionPolicy policy) {
        String usual = USUAL_CHANNEL;
        if (tenant != null) {
            TenantSettings known = settings.tenants().get(tenant);
            if (known == null) {
                throw new ParameterException(
                        line, "--tenant: the settings have no tenant '" + tenant + "'");
            }
            usual = known.channel();
        }
        if (channel == null) {
            return usual;
        }
        String name = channel.toLowerCase(Locale.ROOT);
        if (!policy.channels().contains(name) && !name.equals(usual)) {
            throw new ParameterException(
                    line,
                    "--channel: '"
                            + channel
                            + "' is none of "
                            + String.join(", ", policy.channels()));
        }
        return name;
    }
}
