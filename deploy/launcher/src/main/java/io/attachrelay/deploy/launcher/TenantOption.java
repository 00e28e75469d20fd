package io.attachrelay.deploy.launcher;

import io.attachrelay.settings.Settings;
import io.attachrelay.settings.TenantSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code --tenant}: for whom something is asked. */
final class TenantOption {

    @Option(
            names = "--tenant",
            description = "The tenant. Default: none, so that only what is for all counts.")
    private @Nullable String tenant;

    /** Its name as it was given; {@code null} for none. */
    @Nullable String given() {
        return tenant;
    }

    /**
     * Its settings; empty if none was given.
     *
     * @throws ParameterException if there is no such tenant
     */
    Optional<TenantSettings> find(CommandLine line, Settings settings) {
        return Optional.ofNullable(tenant).map(name -> settingsOf(name, line, settings));
    }

    /**
     * A tenant's settings.
     *
     * @throws ParameterException if there is no such tenant; it tells the names that there are
     */
    static TenantSettings settingsOf(String tenant, CommandLine line, Settings settings) {
        TenantSettings known = settings.tenants().get(tenant);
        if (known == null) {
            var names = settings.tenants().keySet().stream().sorted().toList();
            String there = names.isEmpty() ? "none" : String.join(", ", names);
            throw new ParameterException(
                    line,
                    "--tenant: the settings have no tenant '%s'; they have %s"
                            .formatted(tenant, there));
        }
        return known;
    }
}
