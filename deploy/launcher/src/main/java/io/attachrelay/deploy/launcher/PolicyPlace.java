package io.attachrelay.deploy.launcher;

import io.attachrelay.settings.Settings;
import io.attachrelay.settings.TenantSettings;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code --channel} and {@code --tenant}: for whom a policy is asked. */
final class PolicyPlace {

    private static final String USUAL_CHANNEL = "web";

    @Option(
            names = "--channel",
            description = "The channel, such as whatsapp. Default: the tenant's, else web.")
    private @Nullable String channel;

    @Mixin private TenantOption tenant;

    @Nullable String tenant() {
        return tenant.given();
    }

    /**
     * The channel in lower case.
     *
     * @throws ParameterException if there is no such channel or tenant
     */
    String channel(CommandLine line, Settings settings, InspectionPolicy policy) {
        String usual =
                tenant.find(line, settings).map(TenantSettings::channel).orElse(USUAL_CHANNEL);
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
