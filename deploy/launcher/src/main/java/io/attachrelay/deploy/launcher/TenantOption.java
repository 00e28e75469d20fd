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
        if (tenant == null) {
            return Optional.empty();
        }
        TenantSettings known = settings.tenants().get(tenant);
        if (known == null) {
            throw unknown(line, tenant, settings);
        }
        return Optional.of(known);
    }

    /** The complaint about a name that no tenant has; it tells the names that there are. */
    static ParameterException unknown(CommandLine line, String tenant, Settings settings) {
        var names = settings.tenants().keySet().stream().sorted().toList();
        String there = names.isEmpty() ? "none" : String.join(", ", names);
        return new ParameterException(
                line,
                "--tenant: the settings have no tenant '%s'; they have %s"
                        .formatted(tenant, there));
    }
}
