package io.attachrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.model.Profile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaceSettingsTest {

    private static final String SECOND =
            """
              globex:
                profile: genesys-media-events
                api-url: https://api.example.com
                oauth:
                  token-url: https://login.example.com/oauth/token
                  client-id: %s
                  client-secret: hidden-client-secret
                webhook:
                  auth: none
                media-hosts: [api.example.com]
                pace: {per-minute: 600}
            """;

    @TempDir Path folder;

    @Test
    void a_genesys_client_makes_no_more_than_300_calls_in_any_minute() {
        // When
        PaceSettings pace = PaceSettings.of(Profile.GENESYS_MEDIA_EVENTS);

        // Then
        assertThat(pace).isEqualTo(new PaceSettings(300, 15, Optional.empty()));
        assertThat(pace.refillPerMinute()).isEqualTo(286);
    }

    @Test
    void a_cxone_tenant_makes_6000_calls_a_minute_and_250_in_one_conversation() {
        // When
        PaceSettings pace = PaceSettings.of(Profile.CXONE_CONVERSATION_EVENTS);

        // Then
        assertThat(pace)
                .isEqualTo(
                        new PaceSettings(
                                6000, 300, Optional.of(new PaceSettings.Conversation(250, 17))));
    }

    @Test
    void what_is_not_given_is_the_vendors() {
        // When
        Settings settings =
                SettingsFile.load(
                        folder,
                        SettingsFile.TENANT.replace("genesys-media", "cxone-conversation")
                                + "    pace: {per-minute: 10, conversation: {burst: 5}}\n",
                        Map.of());

        // Then
        assertThat(settings.tenants().get("acme").pace())
                .isEqualTo(
                        new PaceSettings(10, 1, Optional.of(new PaceSettings.Conversation(5, 17))));
    }

    @Test
    void tenants_that_share_a_client_can_not_be_paced_differently() {
        // When
        List<String> mistakes =
                SettingsFile.mistakes(
                        folder, SettingsFile.TENANT + SECOND.formatted("relay"), Map.of());

        // Then
        assertThat(mistakes)
                .singleElement()
                .asString()
                .startsWith("tenants.globex.pace: differs from tenants.acme.pace")
                .contains("'relay'");
    }

    @Test
    void tenants_with_clients_of_their_own_can() {
        // When
        List<String> mistakes =
                SettingsFile.mistakes(
                        folder, SettingsFile.TENANT + SECOND.formatted("another"), Map.of());

        // Then
        assertThat(mistakes).isEmpty();
    }
}
