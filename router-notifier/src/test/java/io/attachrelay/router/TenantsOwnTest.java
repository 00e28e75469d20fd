package io.attachrelay.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.platform.PlatformSimulator;
import io.attachrelay.deploy.testkit.platform.Received;
import io.attachrelay.notice.Phrasebook;
import io.attachrelay.router.attributes.RoutingAttributes;
import io.attachrelay.settings.Settings;
import io.attachrelay.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tenant's own rows and texts make of it reaches its platform. */
class TenantsOwnTest {

    private static final String ROUTING =
            """
            attributes:
              - {tenant: acme, attribute: media_reasons, as: why}
              - {attribute: team, value: security, when: {reason: type-not-allowed}}
            """;
    private static final String NOTICES =
            """
            notices:
              - {tenant: globex, reason: type-not-allowed, text: 'Kept back: {file}'}
            """;

    @TempDir static Path dir;
    private static RouterStage stage;

    @BeforeAll
    static void start() throws Exception {
        Settings settings = settings();
        stage = new RouterStage(dir, RoutingAttributes.of(settings), Phrasebook.of(settings));
    }

    private static Settings settings() throws IOException {
        Path routing = Files.writeString(dir.resolve("routing.yaml"), ROUTING);
        Path notices = Files.writeString(dir.resolve("notices.yaml"), NOTICES);
        Path yaml =
                Files.writeString(
                        dir.resolve("relay.yaml"),
                        "routing: {file: %s}\nnotices: {file: %s}\ntenants:\n%s%s"
                                .formatted(
                                        routing,
                                        notices,
                                        tenant("acme", "genesys-media-events"),
                                        tenant("globex", "cxone-conversation-events")));
        return SettingsLoader.load(yaml, Map.of());
    }

    private static String tenant(String name, String profile) {
        return """
          %s:
            profile: %s
            language: de
            api-url: https://api.example.com
            oauth: {token-url: https://login.example.com, client-id: %s, client-secret: hidden}
            webhook: {auth: none}
            media-hosts: [api.example.com]
        """
                .formatted(name, profile, name);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void a_flow_gets_a_tenants_own_attributes() {
        // Given
        var acme = Samples.genesys("own-attributes");
        var globex = Samples.cxone("own-attributes");

        // When
        stage.judge(acme.event(acme.program("setup")));
        stage.judge(globex.event(globex.program("setup")));
        stage.awaitHandled();

        // Then
        assertThat(attributes(stage.genesys, "msg-own-attributes"))
                .singleElement()
                .satisfies(values ->
                        assertThat(values)
                                .containsEntry("why", "type-not-allowed")
                                .containsEntry("team", "security")
                                .doesNotContainKey("media_reasons"));
        assertThat(attributes(stage.cxone, "own-attributes"))
                .singleElement()
                .satisfies(values ->
                        assertThat(values)
                                .containsEntry("media_reasons", "type-not-allowed")
                                .containsEntry("team", "security"));
    }

    @Test
    void an_agent_is_told_in_the_tenants_language_or_in_its_own_words() {
        // Given
        var acme = Samples.genesys("own-words");
        var globex = Samples.cxone("own-words");

        // When
        stage.judge(acme.event(acme.program("setup")));
        stage.judge(globex.event(globex.program("setup"), globex.damaged("photo")));
        stage.awaitHandled();

        // Then
        assertThat(notices(stage.genesys, "msg-own-words"))
                .containsExactly(
                        "Die Datei „setup.bin“ des Kunden kann nicht verwendet werden: Diese Art von"
                                + " Datei ist nicht erlaubt. Sie kann in einem anderen Format wie PDF"
                                + " oder PNG gesendet werden.");
        assertThat(notices(stage.cxone, "own-words"))
                .hasSize(2)
                .contains("Kept back: setup.bin")
                .anyMatch(text -> text.contains("„photo.bin“"));
    }

    @Test
    void a_files_name_can_neither_break_the_line_nor_turn_the_reading_direction() {
        // Given
        var acme = Samples.genesys("bad-name");

        // When
        stage.judge(acme.event(acme.program("../in\u202Evoice\nexe")));
        stage.awaitHandled();

        // Then
        assertThat(notices(stage.genesys, "msg-bad-name"))
                .singleElement()
                .satisfies(text -> assertThat(text).contains("„invoiceexe.bin“"));
    }

    private static List<Map<String, String>> attributes(PlatformSimulator on, String target) {
        return on.received().attributes().stream()
                .filter(a -> a.target().equals(target))
                .map(Received.RoutingAttributes::values)
                .toList();
    }

    private static List<String> notices(PlatformSimulator on, String target) {
        return on.received().systemMessages().stream()
                .filter(m -> m.target().equals(target))
                .map(Received.SystemMessage::text)
                .toList();
    }
}
