package io.attachrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsMistakesTest {

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    gateway: {port: eight}                | gateway.port: 'eight'              | such as 8080
                    gateway: {port: 65536}                | gateway.port: '65536'              | from 0 to 65535
                    gateway: {port: [1, 2]}               | gateway.port: is a list            | a port
                    gateway: {port: {a: 1}}               | gateway.port.a: is no known key    | line 1
                    gateway: 8080                         | gateway: is a section              | gateway.host
                    gateway: {host: ' '}                  | gateway.host: ' '                  | not blank
                    gateway: {answer-within: 8}           | gateway.answer-within: '8'         | 500ms, 8s, 5m, 72h, 3d
                    gateway: {answer-within: 0s}          | gateway.answer-within: '0s'        | from 1ms
                    gateway: {answer-within: 9999999d}    | gateway.answer-within: '9999999d'  | 36500d
                    gateway: {answer-within: PT8}         | gateway.answer-within: 'PT8'       | PT8S
                    gateway: {receive-within: 0s}         | gateway.receive-within: '0s'       | from 1ms
                    gateway: {max-connections: 0}         | gateway.max-connections: '0'       | from 1 to 999999999
                    gateway: {max-connections: 1000000000} | gateway.max-connections: '1000000000' | from 1 to 999999999
                    gateway: {max-body: 1 MB}             | gateway.max-body: '1 MB'           | 64KB, 1MB
                    gateway: {max-body: 0}                | gateway.max-body: '0'              | above zero
                    gateway: {max-body: 99999999TB}       | gateway.max-body: '99999999TB'     | 1MB
                    gateway: {public-url: relay}          | gateway.public-url: 'relay'        | http or https
                    gateway: {public-url: "https://a?b"}  | gateway.public-url: 'https://a?*** | without user, query
                    gateway: {public-url: "ftp://a"}      | gateway.public-url: 'ftp://a'      | https://
                    instance-id: a b                      | instance-id: 'a b'                 | letters
                    data-dir: [a]                         | data-dir: is a list                | a path such as ./data
                    kafka: {topic-prefix: "a b"}          | kafka.topic-prefix: a b            | letters
                    kafka: {properties: {acks: [1]}}      | kafka.properties.acks: is a list   | a text
                    store: {kind: s3}                     | store.kind: 's3'                   | one of disk, azure
                    store: {kind: azure}                  | store.connection-string: is missing| store.kind: azure
                    store: {container: media}             | store.container: means nothing     | store.kind: disk
                    store: {kind: azure, service-version: 2026-6-6} | store.service-version: '2026-6-6'  | such as 2026-06-06
                    fetch: {allow-private-hosts: [a.b]}   | fetch.allow-private-hosts: 'a.b'   | tenants.*.media-hosts
                    dedup: {retention: 30m}               | dedup.retention: 30m               | 1h or more
                    platform: {read-timeout: 21s}         | platform.read-timeout: 21s         | more than 20s
                    antivirus: {address: clamd}           | antivirus.address: 'clamd'         | host:port
                    antivirus: {address: "unix:"}         | antivirus.address: 'unix:'         | unix:/run/clamav/clamd.ctl
                    antivirus: {address: "a:65536"}       | antivirus.address: 'a:65536'       | clamd:3310
                    antivirus: {max-connections: 0}       | antivirus.max-connections: '0'     | from 1
                    links: {secret: short}                | links.secret: ***                  | 16 bytes
                    links: {secret: " "}                  | links.secret: is not               | not blank
                    gatway: {port: 80}                    | gatway.port: is no known key       | did you mean gateway.port?
                    gateway: {pOrd: 80}                   | gateway.pOrd: is no known key      | did you mean gateway.port?
                    colour:                               | colour: is no known key            | line 1
                    tenants: {acme: }                     | tenants.acme.webhook.auth: is missing | none lets anyone call
                    tenants: {acme: yes}                  | tenants.acme: is a section         | tenants.*.profile
                    tenant: {acme: {profile: x}}          | tenant.acme.profile: is no known   | did you mean tenants.acme.profile?
                    tenants: {a b: {channel: x}}          | tenants.a b: 'a b'                 | is no tenant name
                    tenants: {a: {on-doubt: maybe}}       | tenants.a.on-doubt: 'maybe'        | one of hold, resend
                    tenants: {a: {pace: {per-minute: 0}}} | tenants.a.pace.per-minute: '0'     | from 1
                    tenants: {a: {pace: {per-minute: 9, burst: 10}}} | tenants.a.pace.burst: 10 | between 1 and per-minute, 9
                    tenants: {a: {pace: {conversation: {burst: 9}}}} | tenants.a.pace.conversation.refill-per-minute: is missing | from 1
                    tenants: {a: {pace: {conversation: {refill-per-minute: 9}}}} | tenants.a.pace.conversation.burst: is missing | from 1
                    '': 1                                 | '': is no known key                | line 1
                    tenants: {'.': 1}                     | tenants.: ''                       | is no tenant name
                    """)
    void a_wrong_setting_is_named_with_what_would_be_right(
            String yaml, String complaint, String right) {
        // When
        List<String> mistakes = SettingsFile.mistakes(folder, yaml, Map.of());

        // Then
        assertThat(mistakes)
                .anySatisfy(mistake -> assertThat(mistake).startsWith(complaint).contains(right));
    }

    @Test
    void a_key_with_a_line_end_is_a_mistake_on_one_line() {
        // When
        List<String> mistakes = SettingsFile.mistakes(folder, "\"gate\\nway\": 1", Map.of());

        // Then
        assertThat(mistakes).containsExactly("gate way: is no known key (relay.yaml, line 1)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    genesys-media-events        | genesys-open-messaging   | acme.profile: 'genesys-open-messaging'    | not built yet
                    genesys-media-events        | zoom                     | acme.profile: 'zoom'                      | genesys-media-events, cxone-conversation-events
                    https://api.example.com     | api.example.com          | acme.api-url: 'api.example.com'           | such as https://
                    https://api.example.com     | https://me:pw@a.example  | acme.api-url: 'https://***@a.example'     | without user
                    https://api.example.com     | http://api.example.com   | acme.api-url: 'http://api.example.com'    | fetch.allow-private-hosts
                    https://login.example.com   | http://10.0.0.1:80       | acme.oauth.token-url: 'http://10.0.0.1:80 | fetch.allow-private-hosts
                    client-id: relay            | client-id:               | acme.oauth.client-id: is missing          | a text
                    auth: hub-signature         | auth: basic              | acme.webhook.auth: 'basic'                | hub-signature, bearer, none
                    auth: hub-signature         | auth: none               | acme.webhook.secret: means nothing        | acme.webhook.auth: none
                    secret: hidden-webhook-secret | secret:                | acme.webhook.secret: is missing           | acme.webhook.auth: hub-signature
                    secret: hidden-webhook-secret | secret: hidden-short   | acme.webhook.secret: ***                  | 16 characters
                    secret: hidden-webhook-secret | secret: []             | acme.webhook.secret: is empty             | a list of a secret
                    [api.example.com]           | []                       | acme.media-hosts: is empty                | api.mypurecloud.com
                    [api.example.com]           | [https://a.example]      | acme.media-hosts: 'https://a.example'     | no scheme
                    [api.example.com]           | [a.example/files]        | acme.media-hosts: 'a.example/files'       | no scheme, path
                    [api.example.com]           | ['*.example.com']        | acme.media-hosts: '*.example.com'         | wildcard
                    [api.example.com]           | [a.example:70000]        | acme.media-hosts: 'a.example:70000'       | host:port
                    """)
    void a_tenants_wrong_setting_is_its_only_mistake(
            String right, String wrong, String complaint, String advice) {
        // When
        List<String> mistakes =
                SettingsFile.mistakes(folder, SettingsFile.TENANT.replace(right, wrong), Map.of());

        // Then
        assertThat(mistakes)
                .singleElement()
                .asString()
                .startsWith("tenants." + complaint)
                .contains(advice);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    answer-within: 9501ms                  | acme.answer-within: '9501ms'              | gives up after 10s
                    answer-within: 10s                     | acme.answer-within: '10s'                 | give 9500ms or less
                    answer-within: 0s                      | acme.answer-within: '0s'                  | from 1ms
                    limits: {requests-per-minute: 0}       | acme.limits.requests-per-minute: '0'      | a whole number from 1
                    limits: {requests-per-minute: 1.5}     | acme.limits.requests-per-minute: '1.5'    | a whole number from 1
                    limits: {bytes-per-minute: 0MB}        | acme.limits.bytes-per-minute: '0MB'       | a size above zero
                    limits: {bytes-per-minute: 1TB}        | acme.limits.bytes-per-minute: 1099511627776 | between 1 and 50000000000
                    """)
    void a_wrong_addition_to_a_tenant_is_its_only_mistake(
            String addition, String complaint, String advice) {
        // When
        List<String> mistakes =
                SettingsFile.mistakes(
                        folder, SettingsFile.TENANT + "    " + addition + "\n", Map.of());

        // Then
        assertThat(mistakes)
                .singleElement()
                .asString()
                .startsWith("tenants." + complaint)
                .contains(advice);
    }

    @Test
    void an_answer_that_the_platform_would_not_wait_for_is_a_mistake_of_whoever_gave_it() {
        // Given
        String common = "gateway: {answer-within: 9800ms}\n" + SettingsFile.TENANT;
        String overridden = common + "    answer-within: 9500ms\n";

        // When
        List<String> ofAll = SettingsFile.mistakes(folder, common, Map.of());
        List<String> ofNone = SettingsFile.mistakes(folder, overridden, Map.of());

        // Then
        assertThat(ofAll)
                .containsExactly(
                        "gateway.answer-within: '9800ms' leaves less than 500ms before the platform"
                                + " of genesys-media-events gives up after 10s, so that it would"
                                + " not hear the answer and count the delivery as failed; give"
                                + " 9500ms or less");
        assertThat(ofNone).isEmpty();
    }

    @Test
    void a_tenant_without_anything_lacks_all_that_is_required() {
        // When
        List<String> mistakes = SettingsFile.mistakes(folder, "tenants: {acme: {}}", Map.of());

        // Then
        assertThat(mistakes)
                .extracting(mistake -> mistake.replaceFirst(";.*", ""))
                .containsExactlyInAnyOrder(
                        "tenants.acme.profile: is missing",
                        "tenants.acme.api-url: is missing",
                        "tenants.acme.oauth.token-url: is missing",
                        "tenants.acme.oauth.client-id: is missing",
                        "tenants.acme.oauth.client-secret: is missing",
                        "tenants.acme.webhook.auth: is missing",
                        "tenants.acme.media-hosts: is missing");
    }

    @Test
    void all_mistakes_are_named_at_once() {
        // Given
        String yaml =
                """
                gateway: {port: eight, answer-within: soon}
                dedup: {retention: 1m}
                kafka: {topic-prefix: a b, embedded-port: x}
                colour: red
                """;

        // When
        List<String> mistakes =
                SettingsFile.mistakes(
                        folder,
                        yaml + SettingsFile.TENANT.replace("auth: hub-signature", "auth: any"),
                        Map.of("ATTACHRELAY_GATEWAY_MAX_BODY", "big", "ATTACHRELAY_NO", "1"));

        // Then
        assertThat(mistakes)
                .extracting(mistake -> mistake.split(":")[0])
                .containsExactlyInAnyOrder(
                        "gateway.port",
                        "gateway.answer-within",
                        "gateway.max-body",
                        "dedup.retention",
                        "kafka.topic-prefix",
                        "kafka.embedded-port",
                        "colour",
                        "tenants.acme.webhook.auth",
                        "ATTACHRELAY_NO");
    }

    @Test
    void a_mistake_says_where_it_stands() {
        // When
        List<String> mistakes =
                SettingsFile.mistakes(
                        folder,
                        "\ngateway:\n  port: eight\n",
                        Map.of("ATTACHRELAY_GATEWAY_MAX_BODY", "big"));

        // Then
        assertThat(mistakes)
                .anySatisfy(m -> assertThat(m).endsWith("(relay.yaml, line 3)"))
                .anySatisfy(m -> assertThat(m).endsWith("(ATTACHRELAY_GATEWAY_MAX_BODY)"));
    }

    @Test
    void an_unknown_variable_is_a_mistake_with_the_nearest_one() {
        // When
        List<String> mistakes =
                SettingsFile.mistakes(
                        folder,
                        SettingsFile.TENANT,
                        Map.of(
                                "ATTACHRELAY_GATEWAY_PROT", "1",
                                "ATTACHRELAY_TENANTS_ACME_CHANEL", "2"));

        // Then
        assertThat(mistakes)
                .containsExactlyInAnyOrder(
                        "ATTACHRELAY_GATEWAY_PROT: is no variable of a setting;"
                                + " did you mean ATTACHRELAY_GATEWAY_PORT?",
                        "ATTACHRELAY_TENANTS_ACME_CHANEL: is no variable of a setting;"
                                + " did you mean ATTACHRELAY_TENANTS_ACME_CHANNEL?");
    }

    @Test
    void a_variable_that_means_two_tenants_is_a_mistake() {
        // Given
        String twins = SettingsFile.TENANT.replace("acme", "a-b");
        String yaml = twins + twins.replace("tenants:\n", "").replace("a-b", "A_B");

        // When
        List<String> mistakes =
                SettingsFile.mistakes(folder, yaml, Map.of("ATTACHRELAY_TENANTS_A_B_CHANNEL", "x"));

        // Then
        assertThat(mistakes)
                .singleElement()
                .asString()
                .contains("ATTACHRELAY_TENANTS_A_B", "A_B, a-b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    - a                                  | holds no keys
                    gateway: {port: 1, port: 2}          | gateway.port: is given twice
                    gateway.port: 1\\ngateway: {port: 2} | gateway.port: is given twice
                    gateway: {host: &h a}\\ninstance-id: *h | instance-id: is a YAML alias
                    data-dir: a\\n---\\ndata-dir: b      | holds more than one document
                    links: {secret: "hidden              | is not YAML at line
                    fetch: {allow-private-hosts: [[a]]}  | holds a list or section within its list
                    """)
    void a_file_that_would_be_misread_is_a_mistake(String yaml, String complaint) {
        // When
        List<String> mistakes = SettingsFile.mistakes(folder, yaml.replace("\\n", "\n"), Map.of());

        // Then
        assertThat(mistakes)
                .anySatisfy(mistake -> assertThat(mistake).contains(complaint))
                .noneSatisfy(mistake -> assertThat(mistake).contains("hidden"));
    }

    @ParameterizedTest
    @ValueSource(bytes = {(byte) 0xff, 0x01})
    void a_file_with_other_characters_than_text_is_a_mistake(byte strange) throws IOException {
        // Given
        Path file = folder.resolve("relay.yaml");
        Files.write(file, new byte[] {'a', ':', ' ', strange});

        // Then
        assertThatThrownBy(() -> SettingsLoader.load(file, Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("relay.yaml: is not");
    }

    @Test
    void a_named_file_that_is_missing_is_a_mistake() {
        // Given
        Path missing = folder.resolve("missing.yaml");

        // Then
        assertThatThrownBy(() -> SettingsLoader.load(missing, Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(missing + ": there is no such file");
    }
}
