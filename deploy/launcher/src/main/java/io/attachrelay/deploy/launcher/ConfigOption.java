package io.attachrelay.deploy.launcher;

import io.attachrelay.settings.Settings;
import io.attachrelay.settings.SettingsLoader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --config FILE}, which every command has. */
final class ConfigOption {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The settings file (YAML). Every key can also be given by environment.")
    private @Nullable Path file;

    Settings load() {
        return SettingsLoader.load(file, System.getenv());
    }
}
