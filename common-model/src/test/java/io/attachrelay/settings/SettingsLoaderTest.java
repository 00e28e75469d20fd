package io.attachrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {

    @TempDir Path folder;

    @Test
    void without_file_and_environment_all_is_default() throws UnknownHostException {
        // When
        Settings settings = SettingsLoader.load(null, Map.of("PATH", "/bin"));

        // Then
        assertThat(settings)
                .isEqualTo(
                        new Settings(
                                Path.of("./data"),
                                HostName.asInstanceId(InetAddress.getLocalHost().getHostName()),
                                GatewaySettings.DEFAULT,
                                KafkaSettings.DEFAULT,
                                new StoreSettings.Disk(Path.of("./data/store")),
                                FetchSettings.DEFAULT,
                                DedupSettings.DEFAULT,
                                PolicySettings.DEFAULT,
                                AntivirusSettings.DEFAULT,
                                RoutingSettings.DEFAULT,
                                NoticeSettings.DEFAULT,
                                LinkSettings.DEFAULT,
                                PlatformSettings.DEFAULT,
                                SenderSettings.DEFAULT,
                                ConversionSettings.DEFAULT,
                                Map.of()));
    }

    @Test
    void an_empty_file_and_empty_sections_are_all_default() {
        // When
        Settings settings = SettingsFile.load(folder, "gateway:\nkafka: {}\ndata-dir:\n", Map.of());

        // Then
        assertThat(settings).isEqualTo(SettingsFile.load(folder, "", Map.of()));
    }

    @Test
    void a_disk_store_stands_in_the_data_folder_unless_it_has_a_path() {
        // When
        Settings besides = SettingsFile.load(folder, "data-dir: /srv/relay\n", Map.of());
        Settings elsewhere =
                SettingsFile.load(folder, "store: {kind: disk, path: /mnt/media}\n", Map.of());
        Settings byVariable =
                SettingsLoader.load(null, Map.of("ATTACHRELAY_STORE_PATH", "/mnt/media"));

        // Then
        assertThat(besides.store()).isEqualTo(new StoreSettings.Disk(Path.of("/srv/relay/store")));
        assertThat(elsewhere.store()).isEqualTo(new StoreSettings.Disk(Path.of("/mnt/media")));
        assertThat(byVariable.store()).isEqualTo(elsewhere.store());
    }

    @Test
    void the_environment_wins_over_the_file() {
        // Given
        String yaml =
                SettingsFile.TENANT.replace("acme", "Acme-EU") + "gateway: {host: h, port: 1}";

        // When
        Settings settings =
                SettingsFile.load(
                        folder,
                        yaml,
                        Map.of(
                                "ATTACHRELAY_GATEWAY_PORT", "9999",
                                "ATTACHRELAY_TENANTS_ACME_EU_CHANNEL", "sms"));

        // Then
        assertThat(settings.gateway().host()).isEqualTo("h");
        assertThat(settings.gateway().port()).isEqualTo(9999);
        assertThat(settings.tenants()).containsOnlyKeys("Acme-EU");
        assertThat(settings.tenants().get("Acme-EU").channel()).isEqualTo("sms");
    }

    @Test
    void a_tenants_answer_comes_by_its_own_setting_else_the_gateways_else_the_profiles() {
        // Given
        String common = "gateway: {answer-within: 6s}\n";
        String own = "    answer-within: 5s\n";

        // When
        Settings profiles = SettingsFile.load(folder, SettingsFile.TENANT, Map.of());
        Settings gateways = SettingsFile.load(folder, common + SettingsFile.TENANT, Map.of());
        Settings tenants = SettingsFile.load(folder, common + SettingsFile.TENANT + own, Map.of());

        // Then
        assertThat(answerWithin(profiles)).isEqualTo(Duration.ofSeconds(8));
        assertThat(answerWithin(gateways)).isEqualTo(Duration.ofSeconds(6));
        assertThat(answerWithin(tenants)).isEqualTo(Duration.ofSeconds(5));
    }

    private static Duration answerWithin(Settings settings) {
        return settings.tenants().get("acme").answerWithin();
    }

    @Test
    void a_tenant_has_no_limits_unless_they_are_given() {
        // When
        Settings settings = SettingsFile.load(folder, SettingsFile.TENANT, Map.of());

        // Then
        assertThat(settings.tenants().get("acme").limits()).isEqualTo(CallerLimits.NONE);
    }

    @Test
    void variables_of_the_launcher_and_of_tests_are_left_alone() {
        // When
        Settings settings =
                SettingsLoader.load(
                        null, Map.of("ATTACHRELAY_JAVA_OPTS", "-Xmx1g", "ATTACHRELAY_TEST_X", "y"));

        // Then
        assertThat(settings).isEqualTo(SettingsLoader.load(null, Map.of()));
    }

    @Test
    void webhooks_without_authentication_are_possible_when_it_is_said() {
        // When
        Settings settings =
                SettingsFile.load(
                        folder,
                        SettingsFile.TENANT
                                .replace("auth: hub-signature", "auth: none")
                                .replace("      secret: hidden-webhook-secret\n", ""),
                        Map.of());

        // Then
        assertThat(settings.tenants().get("acme").webhook()).isEqualTo(new WebhookAuth.None());
    }

    @Test
    void loopback_hosts_are_reached_over_plain_http() {
        // When
        List<String> mistakes =
                SettingsFile.mistakes(
                        folder,
                        SettingsFile.TENANT
                                .replace("https://api.example.com", "http://127.0.0.1:8081")
                                .replace("https://login.example.com", "http://localhost:8081"),
                        Map.of());

        // Then
        assertThat(mistakes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sim", "sim:8081"})
    void private_hosts_are_reached_over_plain_http_if_they_are_listed(String host) {
        // When
        List<String> mistakes =
                SettingsFile.mistakes(
                        folder,
                        SettingsFile.TENANT
                                .replace("https://api.example.com", "http://sim:8081")
                                .replace("[api.example.com]", "[sim, sim:8081]"),
                        Map.of("ATTACHRELAY_FETCH_ALLOW_PRIVATE_HOSTS", host));

        // Then
        assertThat(mistakes).isEmpty();
    }

    @Test
    void a_host_name_becomes_an_instance_id() {
        // When
        String plain = HostName.asInstanceId("node-1.example.com");
        String strange = HostName.asInstanceId("Anna's Mac");
        String none = HostName.asInstanceId("");

        // Then
        assertThat(plain).isEqualTo("node-1.example.com");
        assertThat(strange).isEqualTo("Anna-s-Mac");
        assertThat(none).isEqualTo("attachrelay");
    }
}
