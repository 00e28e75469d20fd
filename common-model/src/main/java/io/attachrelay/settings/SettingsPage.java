package io.attachrelay.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The page of all settings, {@code docs/settings.md}, from the declarations that the loader uses.
 */
public final class SettingsPage {

    private static final String HEAD =
            """
            # Settings

            <!-- Generated from the code: SettingsPageTest fails when they differ and says how. -->

            One YAML file (`--config FILE`), the environment over it. Wrong settings stop the start,
            and all mistakes are named at once.

            - Every key has an environment variable, which wins over the file. In a variable's name
              `<TENANT>` is the tenant's name in upper case, its dashes as `_`. A tenant that only
              the environment names gets its name in lower case. An unknown `ATTACHRELAY_` variable
              is a mistake, except `ATTACHRELAY_JAVA_...` and `ATTACHRELAY_TEST_...`.
            - A *secret* may stand in a file: `<key>-file: /run/secrets/name`, or the variable with
              `_FILE` at its end. One newline at the file's end is dropped. Giving both forms is a
              mistake, but a secret in the environment replaces both of the YAML file's.
            - Relative paths are relative to the working directory.
            - Durations: `500ms`, `8s`, `5m`, `72h`, `3d`, or ISO-8601 (`PT8S`). Sizes: `64KB`,
              `1MB`, `1GB`, or plain bytes; MB is 1024².
            - Lists are YAML lists, or one text with commas between, as in a variable.
            - Kubernetes gives pods variables of its own for each service (`ATTACHRELAY_PORT` for
              one named `attachrelay`): set `enableServiceLinks: false`.
            """;

    private static final String TABLE =
            "| key | environment variable | default | meaning |\n|---|---|---|---|\n";

    private SettingsPage() {}

    /** The whole page, in Markdown, ending with a newline. */
    public static String markdown() {
        Map<String, List<Key<?>>> sections =
                Keys.ALL.stream()
                        .collect(
                                Collectors.groupingBy(
                                        SettingsPage::section,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        StringBuilder page = new StringBuilder(HEAD);
        sections.forEach((name, keys) -> page.append(section(name, keys)));
        return page.toString();
    }

    private static String section(Key<?> key) {
        int dot = key.name().indexOf('.');
        return dot < 0 ? "general" : key.name().substring(0, dot);
    }

    private static String section(String name, List<Key<?>> keys) {
        return keys.stream()
                .map(SettingsPage::row)
                .collect(Collectors.joining("", "\n## " + name + "\n\n" + TABLE, ""));
    }

    private static String row(Key<?> key) {
        return "| `%s` | `%s` | %s | %s |\n"
                .formatted(
                        key.name()
                                .replace("tenants.*", "tenants.<tenant>")
                                .replace("*", "<property>"),
                        Key.variable(key.name())
                                .replace("TENANTS_*", "TENANTS_<TENANT>")
                                .replace("*", "<PROPERTY>"),
                        key.otherwise(),
                        key.meaning() + (key.kind().secret() ? "; *secret*" : ""));
    }
}
