package io.attachrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.fuzz.Fuzz;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in a settings file, its reader gets settings or all mistakes by their keys. */
class SettingsFuzzTest {

    private static final String[] WORDS = {
        ": ",
        "- ",
        "\n",
        "  ",
        "[",
        "]",
        "{",
        "}",
        "&a ",
        "*a",
        "<<: ",
        "!!binary ",
        "|\n",
        ">",
        "---\n",
        "...\n",
        "\"",
        "'",
        "#",
        "%YAML 9.9\n",
        "? ",
        "@",
        "~",
        "\t",
        "\u0000",
        "\ufeff",
        "\u2028",
        "..",
        ".",
        "*",
        "-file: ",
        "tenants",
        "secret",
        "PT1S",
        "99999999999999999999",
        "1e999",
        "https://"
    };

    @TempDir Path folder;

    @Test
    void a_file_is_settings_or_mistakes_that_name_their_keys() {
        // Given
        Fuzz fuzz =
                Fuzz.from(EverySettingTest.EVERY_KEY, SettingsFile.TENANT, "tenants: [")
                        .with(WORDS)
                        .times(300);

        // When
        Map<String, Long> outcomes = fuzz.check(this::outcome);

        // Then
        assertThat(outcomes).containsOnlyKeys("settings", "mistakes");
    }

    private String outcome(byte[] yaml) throws Exception {
        Path file = Files.write(folder.resolve("fuzzed.yaml"), yaml);
        try {
            Settings settings = SettingsLoader.load(file, Map.of());
            assertThat(settings.gateway().port()).isBetween(0, 65_535);
            return "settings";
        } catch (SettingsException e) {
            List<String> mistakes = e.mistakes();
            assertThat(mistakes)
                    .isNotEmpty()
                    .allMatch(m -> m.matches("(?s).+: .+") && m.lines().count() == 1);
            return "mistakes";
        }
    }
}
