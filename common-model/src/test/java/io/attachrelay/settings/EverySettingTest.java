package io.attachrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.model.Language;
import io.attachrelay.model.Profile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EverySettingTest {

    static final String EVERY_KEY =
            """
            data-dir: /srv/relay
            instance-id: relay-7
            gateway:
              host: 0.0.0.0
              port: 9090
              answer-within: 500ms
              receive-within: 4s
              max-body: 64KB
              max-connections: 200
              public-url: https://relay.example.com/base/
            kafka:
              bootstrap-servers: broker:9092
              embedded-port: 0
              topic-prefix: test.
              properties:
                security.protocol: SASL_SSL
                ssl.endpoint.identification.algorithm: ""
            store:
              kind: azure
              connection-string: AccountKey=hidden
              container: attachments
              service-version: 2026-06-06
            fetch:
              connect-timeout: 1s
              read-timeout: 2m
              call-timeout: PT1H
              max-bytes: 1GB
              max-in-flight: 64MB
              allow-private-hosts: [sim:9090]
            dedup:
              retention: 3d
            policy:
              file: /etc/relay/policy.yaml
              checks-off: [trailing-data, type]
              time-limit: 3s
              memory-limit: 32MB
            antivirus:
              address: unix:/run/clamav/clamd.ctl
              connect-timeout: 3s
              read-timeout: 31s
              max-connections: 3
              retry-within: 33s
            routing:
              file: /etc/relay/routing.yaml
              retry-within: 65s
            notices:
              file: /etc/relay/notices.yaml
            links:
              lifetime: 5m
              secret: hidden-link-secret
            platform:
              read-timeout: 19s
            sender:
              verdict-within: 61s
              retry-within: 62s
              convert-within: 63s
              turn-within: 64s
              capabilities-file: /etc/relay/capabilities.yaml
            convert:
              at-once: 5
              time-limit: 45s
              memory-limit: 512MB
              confined: false
              program-folders: [/opt/libreoffice/program, /usr/bin]
            tenants:
              Acme-EU:
                profile: cxone-conversation-events
                api-url: http://Sim:9090/api/
                oauth:
                  token-url: https://login.example.com/token?x=1
                  client-id: 0123
                  client-secret: 1e9
                webhook:
                  auth: bearer
                  secret: [hidden-new, hidden-old]
                service-token: 'true'
                media-hosts: [SIM:9090, files.example.com]
                channel: WhatsApp
                language: de
                answer-within: 7s
                limits:
                  requests-per-minute: 600
                  bytes-per-minute: 2GB
                pace:
                  per-minute: 1200
                  burst: 70
                  conversation:
                    burst: 30
                    refill-per-minute: 9
                on-doubt: resend
            """;

    private static final Map<String, String> EVERY_VARIABLE =
            Map.ofEntries(
                    Map.entry("ATTACHRELAY_DATA_DIR", "/srv/relay"),
                    Map.entry("ATTACHRELAY_INSTANCE_ID", "relay-7"),
                    Map.entry("ATTACHRELAY_GATEWAY_HOST", "0.0.0.0"),
                    Map.entry("ATTACHRELAY_GATEWAY_PORT", "9090"),
                    Map.entry("ATTACHRELAY_GATEWAY_ANSWER_WITHIN", "500ms"),
                    Map.entry("ATTACHRELAY_GATEWAY_RECEIVE_WITHIN", "PT4S"),
                    Map.entry("ATTACHRELAY_GATEWAY_MAX_BODY", "65536"),
                    Map.entry("ATTACHRELAY_GATEWAY_MAX_CONNECTIONS", "200"),
                    Map.entry("ATTACHRELAY_GATEWAY_PUBLIC_URL", "https://relay.example.com/base"),
                    Map.entry("ATTACHRELAY_KAFKA_BOOTSTRAP_SERVERS", "broker:9092"),
                    Map.entry("ATTACHRELAY_KAFKA_EMBEDDED_PORT", "0"),
                    Map.entry("ATTACHRELAY_KAFKA_TOPIC_PREFIX", "test."),
                    Map.entry("ATTACHRELAY_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SASL_SSL"),
                    Map.entry(
                            "ATTACHRELAY_KAFKA_PROPERTIES_SSL_ENDPOINT_IDENTIFICATION_ALGORITHM",
                            ""),
                    Map.entry("ATTACHRELAY_STORE_KIND", "azure"),
                    Map.entry("ATTACHRELAY_STORE_CONNECTION_STRING", "AccountKey=hidden"),
                    Map.entry("ATTACHRELAY_STORE_CONTAINER", "attachments"),
                    Map.entry("ATTACHRELAY_STORE_SERVICE_VERSION", "2026-06-06"),
                    Map.entry("ATTACHRELAY_FETCH_CONNECT_TIMEOUT", "PT1S"),
                    Map.entry("ATTACHRELAY_FETCH_READ_TIMEOUT", "120s"),
                    Map.entry("ATTACHRELAY_FETCH_CALL_TIMEOUT", "60m"),
                    Map.entry("ATTACHRELAY_FETCH_MAX_BYTES", "1024MB"),
                    Map.entry("ATTACHRELAY_FETCH_MAX_IN_FLIGHT", "65536KB"),
                    Map.entry("ATTACHRELAY_FETCH_ALLOW_PRIVATE_HOSTS", "sim:9090"),
                    Map.entry("ATTACHRELAY_DEDUP_RETENTION", "72h"),
                    Map.entry("ATTACHRELAY_POLICY_FILE", "/etc/relay/policy.yaml"),
                    Map.entry("ATTACHRELAY_POLICY_CHECKS_OFF", "type,trailing-data"),
                    Map.entry("ATTACHRELAY_POLICY_TIME_LIMIT", "3000ms"),
                    Map.entry("ATTACHRELAY_POLICY_MEMORY_LIMIT", "32768KB"),
                    Map.entry("ATTACHRELAY_ANTIVIRUS_ADDRESS", "unix:/run/clamav/clamd.ctl"),
                    Map.entry("ATTACHRELAY_ANTIVIRUS_CONNECT_TIMEOUT", "3000ms"),
                    Map.entry("ATTACHRELAY_ANTIVIRUS_READ_TIMEOUT", "PT31S"),
                    Map.entry("ATTACHRELAY_ANTIVIRUS_MAX_CONNECTIONS", "3"),
                    Map.entry("ATTACHRELAY_ANTIVIRUS_RETRY_WITHIN", "33s"),
                    Map.entry("ATTACHRELAY_ROUTING_FILE", "/etc/relay/routing.yaml"),
                    Map.entry("ATTACHRELAY_ROUTING_RETRY_WITHIN", "65s"),
                    Map.entry("ATTACHRELAY_NOTICES_FILE", "/etc/relay/notices.yaml"),
                    Map.entry("ATTACHRELAY_LINKS_LIFETIME", "300s"),
                    Map.entry("ATTACHRELAY_LINKS_SECRET", "hidden-link-secret"),
                    Map.entry("ATTACHRELAY_PLATFORM_READ_TIMEOUT", "19s"),
                    Map.entry("ATTACHRELAY_SENDER_VERDICT_WITHIN", "61s"),
                    Map.entry("ATTACHRELAY_SENDER_RETRY_WITHIN", "62s"),
                    Map.entry("ATTACHRELAY_SENDER_CONVERT_WITHIN", "PT1M3S"),
                    Map.entry("ATTACHRELAY_SENDER_TURN_WITHIN", "64000ms"),
                    Map.entry(
                            "ATTACHRELAY_SENDER_CAPABILITIES_FILE", "/etc/relay/capabilities.yaml"),
                    Map.entry("ATTACHRELAY_CONVERT_AT_ONCE", "5"),
                    Map.entry("ATTACHRELAY_CONVERT_TIME_LIMIT", "45000ms"),
                    Map.entry("ATTACHRELAY_CONVERT_MEMORY_LIMIT", "524288KB"),
                    Map.entry("ATTACHRELAY_CONVERT_CONFINED", "false"),
                    Map.entry(
                            "ATTACHRELAY_CONVERT_PROGRAM_FOLDERS",
                            "/opt/libreoffice/program,/usr/bin"),
                    Map.entry("ATTACHRELAY_TENANTS_ACME_EU_PROFILE", "cxone-conversation-events"),
                    Map.entry("ATTACHRELAY_TENANTS_ACME_EU_API_URL", "http://Sim:9090/api"),
                    Map.entry(
                            "ATTACHRELAY_TENANTS_ACME_EU_OAUTH_TOKEN_URL",
                            "https://login.example.com/token?x=1"),
                    Map.entry("ATTACHRELAY_TENANTS_ACME_EU_OAUTH_CLIENT_ID", "0123"),
                    Map.entry("ATTACHRELAY_TENANTS_ACME_EU_OAUTH_CLIENT_SECRET", "1e9"),
                    Map.entry("ATTACHRELAY_TENANTS_ACME_EU_WEBHOOK_AUTH", "bearer"),
                    Map.entry("ATTACHRELAY_TENANTS_ACME_EU_WEBHOOK_SECRET", "hidden-new,-and-old"),
                    Map.entry("ATTACHRELAY_TENANTS_ACME_EU_SERVICE_TOKEN", "true"),
                    Map.entry(
                            "ATTACHRELAY_TENANTS_ACME_EU_MEDIA_HOSTS",
                            "sim:9090, files.example.com"),
                    Map.entry("ATTACHRELAY_TENANTS_ACME_EU_CHANNEL", "whatsapp"),
                    Map.entry("ATTACHRELAY_TENANTS_ACME_EU_LANGUAGE", "de"),
                    Map.entry("ATTACHRELAY_TENANTS_ACME_EU_ANSWER_WITHIN", "7000ms"),
                    Map.entry("ATTACHRELAY_TENANTS_ACME_EU_LIMITS_REQUESTS_PER_MINUTE", "600"),
                    Map.entry("ATTACHRELAY_TENANTS_ACME_EU_LIMITS_BYTES_PER_MINUTE", "2048MB"),
                    Map.entry("ATTACHRELAY_TENANTS_ACME_EU_PACE_PER_MINUTE", "1200"),
                    Map.entry("ATTACHRELAY_TENANTS_ACME_EU_PACE_BURST", "70"),
                    Map.entry("ATTACHRELAY_TENANTS_ACME_EU_PACE_CONVERSATION_BURST", "30"),
                    Map.entry(
                            "ATTACHRELAY_TENANTS_ACME_EU_PACE_CONVERSATION_REFILL_PER_MINUTE", "9"),
                    Map.entry("ATTACHRELAY_TENANTS_ACME_EU_ON_DOUBT", "resend"));

    @TempDir Path folder;

    @Test
    void every_key_is_read_from_the_file() {
        // When
        Settings settings = SettingsFile.load(folder, EVERY_KEY, Map.of());

        // Then
        assertThat(settings)
                .isEqualTo(
                        everyKey(
                                "Acme-EU",
                                List.of(new Secret("hidden-new"), new Secret("hidden-old"))));
    }

    @Test
    void every_key_is_read_from_the_environment() {
        // When
        Settings settings = SettingsLoader.load(null, EVERY_VARIABLE);

        // Then
        assertThat(settings)
                .isEqualTo(everyKey("acme_eu", List.of(new Secret("hidden-new,-and-old"))));
    }

    @Test
    void the_tests_above_leave_out_no_key() {
        // Given
        Set<String> inTheFile =
                YamlSource.read(SettingsFile.write(folder, EVERY_KEY), new Mistakes()).keySet();
        Set<String> inTheEnvironment =
                EnvironmentSource.read(EVERY_VARIABLE, Set.of(), new Mistakes()).keySet();

        // When
        List<String> leftOutOfTheFile = leftOut(inTheFile);
        List<String> leftOutOfTheEnvironment = leftOut(inTheEnvironment);

        // Then: it goes with the other kind of store, see SettingsLoaderTest
        assertThat(leftOutOfTheFile).containsExactly("store.path");
        assertThat(leftOutOfTheEnvironment).containsExactly("store.path");
    }

    private static List<String> leftOut(Set<String> tried) {
        return Keys.ALL.stream()
                .filter(key -> tried.stream().noneMatch(key::isNamed))
                .<String>map(Key::name)
                .toList();
    }

    private static Settings everyKey(String tenant, List<Secret> webhookSecrets) {
        return new Settings(
                Path.of("/srv/relay"),
                "relay-7",
                new GatewaySettings(
                        "0.0.0.0",
                        9090,
                        Optional.of(Duration.ofMillis(500)),
                        Duration.ofSeconds(4),
                        64 << 10,
                        200,
                        Optional.of(URI.create("https://relay.example.com/base"))),
                new KafkaSettings(
                        "broker:9092",
                        0,
                        "test.",
                        Map.of(
                                "security.protocol",
                                "SASL_SSL",
                                "ssl.endpoint.identification.algorithm",
                                "")),
                new StoreSettings.Azure(
                        new Secret("AccountKey=hidden"), "attachments", Optional.of("2026-06-06")),
                new FetchSettings(
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(2),
                        Duration.ofHours(1),
                        1L << 30,
                        64L << 20,
                        Set.of("sim:9090")),
                new DedupSettings(Duration.ofDays(3)),
                new PolicySettings(
                        Optional.of(Path.of("/etc/relay/policy.yaml")),
                        Set.of("trailing-data", "type"),
                        Duration.ofSeconds(3),
                        32L << 20),
                new AntivirusSettings(
                        Optional.of(new AntivirusAddress.Unix(Path.of("/run/clamav/clamd.ctl"))),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(31),
                        3,
                        Duration.ofSeconds(33)),
                new RoutingSettings(
                        Optional.of(Path.of("/etc/relay/routing.yaml")), Duration.ofSeconds(65)),
                new NoticeSettings(Optional.of(Path.of("/etc/relay/notices.yaml"))),
                new LinkSettings(
                        Duration.ofMinutes(5), Optional.of(new Secret("hidden-link-secret"))),
                new PlatformSettings(Duration.ofSeconds(19)),
                new SenderSettings(
                        Duration.ofSeconds(61),
                        Duration.ofSeconds(62),
                        Duration.ofSeconds(63),
                        Duration.ofSeconds(64),
                        Optional.of(Path.of("/etc/relay/capabilities.yaml"))),
                new ConversionSettings(
                        5,
                        Duration.ofSeconds(45),
                        512L << 20,
                        false,
                        List.of(Path.of("/opt/libreoffice/program"), Path.of("/usr/bin"))),
                Map.of(tenant, tenant(tenant, webhookSecrets)));
    }

    private static TenantSettings tenant(String name, List<Secret> webhookSecrets) {
        return new TenantSettings(
                name,
                Profile.CXONE_CONVERSATION_EVENTS,
                URI.create("http://Sim:9090/api"),
                new OAuthSettings(
                        URI.create("https://login.example.com/token?x=1"),
                        "0123",
                        new Secret("1e9")),
                new WebhookAuth.Bearer(webhookSecrets),
                Optional.of(new Secret("true")),
                Set.of("sim:9090", "files.example.com"),
                "whatsapp",
                Language.GERMAN,
                Duration.ofSeconds(7),
                new CallerLimits(Optional.of(600), Optional.of(2L << 30)),
                new PaceSettings(1200, 70, Optional.of(new PaceSettings.Conversation(30, 9))),
                OnDoubt.RESEND);
    }
}
