package io.attachrelay.media.fetch;

import static io.attachrelay.media.fetch.Answers.answer;
import static io.attachrelay.media.fetch.Answers.ok;
import static io.attachrelay.media.fetch.Answers.redirect;
import static io.attachrelay.media.store.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.media.fetch.FetchOutcome.HostFault;
import io.attachrelay.media.fetch.FetchOutcome.Refused;
import io.attachrelay.media.fetch.FetchOutcome.Stored;
import io.attachrelay.media.store.DiskStore;
import io.attachrelay.media.store.Samples;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.settings.FetchSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where sockets are opened to, and where not: every look-up and every socket is watched. */
class ConnectGuardTest {

    private static final FetchOutcome NOT_ALLOWED = new Refused(ReasonCode.URL_NOT_ALLOWED);

    private final RawHost host = new RawHost();
    private final String port = host.name().split(":")[1];
    private final SpyNetwork network = new SpyNetwork();
    private final byte[] content = bytes(1, 100_000);

    @TempDir Path folder;

    @AfterEach
    void close() {
        host.close();
    }

    private FetchOutcome fetch(String url, Set<String> mediaHosts, Set<String> opened) {
        return fetch(url, mediaHosts, opened, Duration.ofSeconds(30));
    }

    private FetchOutcome fetch(
            String url, Set<String> mediaHosts, Set<String> opened, Duration readTimeout) {
        var settings =
                new FetchSettings(
                        Duration.ofSeconds(10),
                        readTimeout,
                        Duration.ofMinutes(1),
                        1 << 20,
                        opened);
        var store = new DiskStore(folder, Clock.systemUTC());
        var identity = Samples.identity();
        var request =
                new FetchRequest(
                        Samples.keyOf(identity), identity, url, mediaHosts, new NumberedTokens());
        return new MediaFetcher(
                        settings,
                        store,
                        Clock.systemUTC(),
                        "gateway-1",
                        ClaimTimes.of(settings),
                        network)
                .fetch(request);
    }

    /** Nothing here speaks TLS, so that a fetch which gets as far ends with the handshake. */
    private FetchOutcome fetchClosed(String authority) {
        return fetch(
                "https://" + authority + "/m", Set.of(authority), Set.of(), Duration.ofMillis(500));
    }

    private FetchOutcome fetchOpened(String authority) {
        return fetch("http://" + authority + "/m", Set.of(authority), Set.of(authority));
    }

    private String at(String name) {
        return name + ":" + port;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "192.168.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::808:808",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2002:7f00:1::",
                "fd00::1",
                "fe80::1",
                "ff02::1"
            })
    void a_name_that_leads_inside_is_refused_without_a_socket(String address) {
        // Given
        network.name("media.example", address);

        // When
        FetchOutcome outcome = fetchClosed(at("media.example"));

        // Then
        assertThat(outcome).isEqualTo(NOT_ALLOWED);
        assertThat(network.lookups()).containsExactly("media.example");
        assertThat(network.sockets()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "127.0.0.1",
                "10.1.2.3",
                "169.254.169.254",
                "168.63.129.16",
                "[::]",
                "[::1]",
                "[::7f00:1]",
                "[64:ff9b::7f00:1]",
                "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
                "[2002:7f00:1::]",
                "[fd00::1]",
                "[fe80::1]",
                // None of these is read as an address, and so none is looked up either.
                "0",
                "127.1",
                "127.0.1",
                "0127.0.0.1",
                "0177.0.0.1",
                "0x7f.0.0.1",
                "0x7f000001",
                "0X7F000001",
                "2130706433",
                "017700000001",
                "127.0.0.1.",
                "127.0.0.256",
                "127.0.0.0x1",
                "127.0.0.1.0x",
                "1.2.3.4.5",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[0:0:0:0:0:0:0:1]",
                "[::127.0.0.1]",
                "[fe80::1%25eth0]",
                "[fe80::1%eth0]",
                "[::1",
                "::1",
                "１２７.0.0.1",
                "127。0。0。1",
                "①②⑦.0.0.1",
                "ⓛocalhost",
                "xn--a",
                "%31%32%37.0.0.1",
                "127.0.0.1%00",
                "127.0.0.1%2e",
                "user@127.0.0.1",
                "media.example@127.0.0.1",
                "127.0.0.1\\@media.example",
                "media.example\\.127.0.0.1",
                "127.0.\t0.1",
                "127.0.\n0.1",
                "127.0.\r0.1",
                " 127.0.0.1",
                "127.0.0.1 "
            })
    void a_literal_that_leads_inside_is_refused_however_it_is_written(String literal) {
        // When
        FetchOutcome outcome = fetchClosed(at(literal));

        // Then
        assertThat(outcome).isEqualTo(NOT_ALLOWED);
        assertThat(network.lookups()).isEmpty();
        assertThat(network.sockets()).isEmpty();
    }

    @Test
    void an_empty_port_is_no_port() {
        // When
        FetchOutcome outcome =
                fetch(
                        "https://media.example:/m",
                        Set.of("media.example:", "media.example"),
                        Set.of());

        // Then
        assertThat(outcome).isEqualTo(NOT_ALLOWED);
        assertThat(network.lookups()).isEmpty();
    }

    @Test
    void of_a_name_inside_and_outside_only_the_outside_is_connected_to() {
        // Given
        network.name("media.example", "10.0.0.1", "198.41.0.4", "169.254.169.254", "2001:7fd::1");

        // When
        FetchOutcome outcome = fetchClosed(at("media.example"));

        // Then
        assertThat(outcome).isInstanceOf(HostFault.class);
        assertThat(network.sockets()).isNotEmpty().isSubsetOf("198.41.0.4", "2001:7fd:0:0:0:0:0:1");
    }

    @Test
    void a_name_that_is_bound_to_another_address_later_is_refused_then() {
        // Given
        network.name("media.example", "198.41.0.4").name("media.example", "10.0.0.1");
        FetchOutcome before = fetchClosed(at("media.example"));

        // When
        FetchOutcome outcome = fetchClosed(at("media.example"));

        // Then
        assertThat(before).isInstanceOf(HostFault.class);
        assertThat(outcome).isEqualTo(NOT_ALLOWED);
        assertThat(network.lookups()).hasSize(2);
        assertThat(network.sockets()).containsOnly("198.41.0.4");
    }

    @Test
    void a_socket_goes_where_the_one_lookup_of_its_hop_said() {
        // Given
        network.name("media.example", "198.41.0.4").name("media.example", "199.9.14.201");
        host.on("/m", answer(redirect("/2"))).on("/2", answer(ok(content.length), content));

        // When
        FetchOutcome outcome = fetchOpened(at("media.example"));

        // Then
        assertThat(outcome).isInstanceOf(Stored.class);
        assertThat(network.lookups()).hasSize(2);
        assertThat(network.sockets()).containsExactly("198.41.0.4", "199.9.14.201");
    }

    @ParameterizedTest
    @CsvSource({
        "https://inside.example/m",
        "https://inside.example:444/m",
        "https://10.0.0.1/m",
        "https://169.254.169.254/latest",
        "https://[::1]/m",
        "https://2130706433/m",
        "//inside.example/m",
        "http://outside.example/m",
        "https://evil.example/m",
        "ftp://start.example/m",
        "https:inside.example",
        "file:///etc/passwd",
        "/\\inside.example/m",
        "\\\\inside.example/m",
        "https:\\\\inside.example/m"
    })
    void a_redirect_inside_is_refused_without_a_socket(String location) {
        // Given
        network.name("start.example", "10.0.0.9")
                .name("inside.example", "10.0.0.1")
                .name("outside.example", "198.41.0.4");
        Set<String> mediaHosts =
                Set.of(
                        at("start.example"),
                        "start.example",
                        "inside.example",
                        "inside.example:444",
                        "outside.example",
                        "10.0.0.1",
                        "169.254.169.254",
                        "[::1]",
                        "2130706433");
        host.on("/m", answer(redirect(location)));

        // When
        FetchOutcome outcome =
                fetch(
                        "http://" + at("start.example") + "/m",
                        mediaHosts,
                        Set.of(at("start.example")));

        // Then
        assertThat(outcome).isEqualTo(NOT_ALLOWED);
        assertThat(network.sockets()).containsExactly("10.0.0.9");
        assertThat(host.requests()).hasSize(1);
    }

    @Test
    void a_host_that_was_opened_may_be_inside() {
        // Given
        network.name("media.example", "10.0.0.1");
        host.on("/m", answer(ok(content.length), content));

        // When
        FetchOutcome outcome = fetchOpened(at("media.example"));

        // Then
        assertThat(outcome).isInstanceOf(Stored.class);
        assertThat(network.sockets()).containsExactly("10.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.170.2",
                "168.63.129.16",
                "100.100.100.200",
                "fd00:ec2::254",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1"
            })
    void a_name_that_was_opened_never_leads_to_metadata(String address) {
        // Given
        network.name("media.example", address);

        // When
        FetchOutcome outcome = fetchOpened(at("media.example"));

        // Then
        assertThat(outcome).isEqualTo(NOT_ALLOWED);
        assertThat(network.sockets()).isEmpty();
    }

    @Test
    void a_name_that_was_opened_is_bound_to_metadata_in_vain() {
        // Given
        network.name("media.example", "10.0.0.1").name("media.example", "169.254.169.254");
        host.on("/m", answer(redirect("/2")));

        // When
        FetchOutcome outcome = fetchOpened(at("media.example"));

        // Then
        assertThat(outcome).isEqualTo(NOT_ALLOWED);
        assertThat(network.sockets()).containsExactly("10.0.0.1");
    }

    @Test
    void the_rest_of_a_body_passes_the_guard_like_its_beginning() {
        // Given
        network.name("media.example", "10.0.0.1").name("media.example", "169.254.169.254");
        host.on("/m", new RangedMedium(content, "\"one\"", 50_000));

        // When
        FetchOutcome outcome = fetchOpened(at("media.example"));

        // Then
        assertThat(outcome).isEqualTo(NOT_ALLOWED);
        assertThat(network.sockets()).containsExactly("10.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({"169.254.169.254, 169.254.169.254", "[fd00:ec2::254], fd00:ec2:0:0:0:0:0:254"})
    void metadata_that_was_opened_by_its_very_address_is_connected_to(
            String literal, String address) {
        // Given
        host.on("/m", answer(ok(content.length), content));

        // When
        FetchOutcome outcome = fetchOpened(at(literal));

        // Then
        assertThat(outcome).isInstanceOf(Stored.class);
        assertThat(network.sockets()).containsExactly(address);
    }
}
