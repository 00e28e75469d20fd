package io.attachrelay.settings;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings: a YAML file, the environment over it, secrets from files. {@code
 * docs/settings.md} lists every key; it is generated from the same declarations.
 */
public final class SettingsLoader {

    private SettingsLoader() {}

    /**
     * The settings, all defaults where neither file nor environment says otherwise.
     *
     * <p>Relative paths ({@code data-dir}, {@code store.path}, every {@code ...-file}) are relative
     * to the working directory, not to the file. A secret in the environment replaces both of the
     * file's forms of it.
     *
     * @param yamlFile must be there if it is named; null for none
     * @param environment the process's variables; those that do not begin with {@code ATTACHRELAY_}
     *     are left alone, as are {@code ATTACHRELAY_JAVA_...} and {@code ATTACHRELAY_TEST_...}
     * @throws SettingsException naming every mistake, without any secret
     */
    public static Settings load(@Nullable Path yamlFile, Map<String, String> environment) {
        Mistakes mistakes = new Mistakes();
        Map<String, Given> given = new LinkedHashMap<>();
        if (yamlFile != null) {
            given.putAll(SecretFiles.fold(YamlSource.read(yamlFile, mistakes), mistakes));
        }
        var variables =
                EnvironmentSource.read(environment, Tenants.names(given.keySet()), mistakes);
        given.putAll(SecretFiles.fold(variables, mistakes));

        UnknownKeys.check(given, mistakes);
        GivenSettings values = new GivenSettings(given, mistakes);
        Settings settings = new SettingsAssembly(values, mistakes).settings();
        Contradictions.check(values, mistakes);
        mistakes.report();
        return settings;
    }
}
