package io.attachrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsSecretsTest {

    @TempDir Path folder;
    private Path first;
    private Path second;

    @BeforeEach
    void writeSecrets() throws IOException {
        first = Files.writeString(folder.resolve("first"), "hidden first secret \n\n");
        second = Files.writeString(folder.resolve("second"), "hidden second secret\r\n");
    }

    @Test
    void a_secret_stands_in_a_file_and_loses_one_newline() {
        // When
        Settings settings =
                SettingsFile.load(
                        folder,
                        "links: {secret-file: %s}\nkafka: {properties: {sasl.jaas.config-file: %s}}"
                                .formatted(first, second),
                        Map.of());

        // Then
        assertThat(settings.links().secret()).contains(new Secret("hidden first secret \n"));
        assertThat(settings.kafka().properties())
                .containsExactly(Map.entry("sasl.jaas.config", "hidden second secret"));
    }

    @Test
    void every_secret_of_a_tenant_and_of_the_store_stands_in_a_file_by_environment() {
        // When
        Settings settings =
                SettingsFile.load(
                        folder,
                        SettingsFile.TENANT,
                        Map.of(
                                "ATTACHRELAY_TENANTS_ACME_OAUTH_CLIENT_SECRET_FILE", "" + second,
                                "ATTACHRELAY_TENANTS_ACME_SERVICE_TOKEN_FILE", "" + second,
                                "ATTACHRELAY_TENANTS_ACME_WEBHOOK_SECRET_FILE", "" + second,
                                "ATTACHRELAY_STORE_CONNECTION_STRING_FILE", "" + second,
                                "ATTACHRELAY_STORE_KIND", "azure"));

        // Then
        Secret secret = new Secret("hidden second secret");
        TenantSettings tenant = settings.tenants().get("acme");
        assertThat(tenant.oauth().clientSecret()).isEqualTo(secret);
        assertThat(tenant.serviceToken()).contains(secret);
        assertThat(tenant.webhook()).isEqualTo(new WebhookAuth.HubSignature(List.of(secret)));
        assertThat(settings.store())
                .isInstanceOfSatisfying(
                        StoreSettings.Azure.class,
                        azure -> assertThat(azure.connectionString()).isEqualTo(secret));
    }

    @Test
    void webhook_secrets_are_rotated_with_several_files() {
        // When
        Settings settings =
                SettingsFile.load(
                        folder,
                        SettingsFile.TENANT.replace(
                                "secret: hidden-webhook-secret",
                                "secret-file: [%s, %s]".formatted(first, second)),
                        Map.of());

        // Then
        assertThat(settings.tenants().get("acme").webhook())
                .isEqualTo(
                        new WebhookAuth.HubSignature(
                                List.of(
                                        new Secret("hidden first secret \n"),
                                        new Secret("hidden second secret"))));
    }

    @Test
    void a_secret_in_the_environment_replaces_the_files_secret_file() {
        // When
        Settings settings =
                SettingsFile.load(
                        folder,
                        "links: {secret-file: /nowhere}",
                        Map.of("ATTACHRELAY_LINKS_SECRET", "hidden-environment"));

        // Then
        assertThat(settings.links().secret()).contains(new Secret("hidden-environment"));
    }

    @Test
    void both_forms_of_a_secret_are_a_mistake() {
        // When
        List<String> inTheFile =
                SettingsFile.mistakes(
                        folder,
                        "links: {secret: hidden-link-secret, secret-file: %s}".formatted(first),
                        Map.of());
        List<String> inTheEnvironment =
                SettingsFile.mistakes(
                        folder,
                        "",
                        Map.of(
                                "ATTACHRELAY_LINKS_SECRET",
                                "hidden-link-secret",
                                "ATTACHRELAY_LINKS_SECRET_FILE",
                                "" + first));

        // Then
        assertThat(inTheFile)
                .singleElement()
                .asString()
                .startsWith("links.secret: is given itself");
        assertThat(inTheEnvironment)
                .singleElement()
                .asString()
                .contains("ATTACHRELAY_LINKS_SECRET)", "ATTACHRELAY_LINKS_SECRET_FILE)");
    }

    @Test
    void a_secret_file_that_cannot_be_read_is_a_mistake() {
        // When
        List<String> mistakes =
                SettingsFile.mistakes(folder, "links: {secret-file: /no/where}", Map.of());

        // Then
        assertThat(mistakes)
                .singleElement()
                .asString()
                .startsWith(
                        "links.secret: is to stand in the file '/no/where', which is not there");
    }

    @Test
    void an_empty_secret_file_is_a_mistake() throws IOException {
        // Given
        Path empty = Files.writeString(folder.resolve("empty"), "\n");

        // When
        List<String> mistakes =
                SettingsFile.mistakes(
                        folder, "links: {secret-file: %s}".formatted(empty), Map.of());

        // Then
        assertThat(mistakes).singleElement().asString().contains("not blank");
    }

    @Test
    void what_is_no_secret_has_no_file_form() {
        // When
        List<String> mistakes =
                SettingsFile.mistakes(
                        folder, "gateway: {port-file: %s}".formatted(first), Map.of());

        // Then
        assertThat(mistakes)
                .singleElement()
                .asString()
                .startsWith("gateway.port-file: is no known key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "links: {secret: [hidden-a, hidden-b]}",
                "links: {secret: hidden-short}",
                "links: {secret: {hidden: {x: hidden-value}}}",
                "links: {secrt: hidden-misspelt}",
                "links: hidden-value",
                "tenants: {acme: {oauth: {client-secret: [hidden-a]}}}",
                "tenants: {acme: {webhook: {auth: hub-signature, secret: [hidden-a, hidden-b]}}}",
                "tenants: {acme: {webhook: {auth: none, secret: hidden-a}}}",
                "store: {connection-string: hidden-key}",
                "store: {kind: azure, connection-string: [hidden-key]}",
                "kafka: {properties: {sasl.jaas.config: [hidden-password]}}",
                "gateway: {public-url: 'https://user:hidden@relay.example.com'}",
                "gateway: {public-url: 'https://relay.example.com?token=hidden'}",
                "links: {secret: 'hidden-value"
            })
    void no_mistake_shows_a_secret(String yaml) {
        // When
        List<String> mistakes = SettingsFile.mistakes(folder, yaml, Map.of());

        // Then
        assertThat(mistakes)
                .isNotEmpty()
                .allSatisfy(mistake ->
                        assertThat(mistake.replace("secret.hidden", "")).doesNotContain("hidden"));
    }

    @Test
    void settings_hide_their_secrets() {
        // Given
        String yaml =
                SettingsFile.TENANT
                        + """
                            service-token: hidden-token
                        links: {secret: hidden-link-secret}
                        kafka: {properties: {sasl.jaas.config: hidden-password}}
                        store: {kind: azure, connection-string: hidden-key}
                        """;

        // When
        String shown = SettingsFile.load(folder, yaml, Map.of()).toString();

        // Then
        assertThat(shown).contains("acme", "***").doesNotContain("hidden");
    }

    @Test
    void what_was_given_hides_itself() {
        // When
        String shown =
                YamlSource.read(
                                SettingsFile.write(
                                        folder, "links: {secret: hidden}\nlist: [hidden]\n"),
                                new Mistakes())
                        .toString();

        // Then
        assertThat(shown).contains("links.secret").doesNotContain("hidden");
    }
}
