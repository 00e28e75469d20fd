package io.attachrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "settings.md");

    private static final String HOW =
            "docs/settings.md differs from the code; write it anew with: mvn -pl common-model -am test"
                    + " -Dtest=SettingsPageTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dattachrelay.write-docs=true";

    @Test
    void the_page_of_settings_is_the_one_that_the_code_generates() throws IOException {
        // When
        String page = SettingsPage.markdown();

        // Then
        if (Boolean.getBoolean("attachrelay.write-docs")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).as(HOW).exists();
        assertThat(Files.readString(PAGE)).as(HOW).isEqualTo(page);
    }

    @Test
    void no_two_keys_share_a_variable() {
        // When
        var variables = Keys.forms().map(Key::variable).toList();

        // Then
        assertThat(variables).doesNotHaveDuplicates();
    }
}
