package io.attachrelay.media.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaUrlTest {

    private static final Set<String> MEDIA_HOSTS =
            Set.of(
                    "api.example",
                    "media.example:8443",
                    "Local.example:8080",
                    "any-port.example",
                    "[2001:db8::1]");
    private static final Set<String> OPEN_HOSTS =
            Set.of("local.example", "any-port.example", "api.example:8080");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example/m",
                "https://api.example:443/m",
                "HTTPS://API.Example/m?signature=a%2Fb&x=[1]|2#part",
                "https://api.example",
                "https://api.example?q",
                "https://api.example/Größe und Maß.pdf",
                "https://media.example:8443/m",
                "http://local.example:8080/m",
                "https://local.example:8080/m",
                "http://any-port.example/m",
                "http://any-port.example:9090/m",
                "http://api.example:8080/m",
                "https://[2001:db8::1]/m"
            })
    void a_configured_host_is_allowed(String url) {
        assertThat(MediaUrl.check(url, MEDIA_HOSTS, OPEN_HOSTS)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api.example/m",
                "//api.example/m",
                "ftp://api.example/m",
                "http://api.example/m",
                "http://api.example:443/m",
                "https://api.example:8443/m",
                "https://media.example/m",
                "https://media.example:08443.evil.example/m",
                "https://other.example/m",
                "https://sub.api.example/m",
                "https://api.example.evil.example/m",
                "https://evilapi.example/m",
                "https://api.example./m",
                "https://user@api.example/m",
                "https://user:secret@api.example/m",
                "https://@api.example/m",
                "https://api.example@evil.example/m",
                "https://evil.example#@api.example/m",
                "https://evil.example\\@api.example/m",
                "https://api.example\\@evil.example/m",
                "https:\\\\api.example/m",
                "https:/api.example/m",
                "https:api.example/m",
                "https:///api.example/m",
                " https://api.example/m",
                "https://api.example/m\r\nX: y",
                "https://api.example/m\u0000",
                "https://api.exa\tmple/m",
                "https://api%2eexample/m",
                "https://äpi.example/m",
                "https://api。example/m",
                "https://api.example:/m",
                "https://api.example:99999/m",
                "https://api.example:443:443/m",
                "https://[::ffff:127.0.0.1]/m",
                "http://LOCAL.example/m"
            })
    void any_other_text_is_not(String url) {
        assertThat(MediaUrl.check(url, MEDIA_HOSTS, OPEN_HOSTS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[::ffff:9.9.9.9]",
                "[::ffff:909:909]",
                "[::ffff:10.1.2.3]",
                "[0:0:0:0:0:ffff:127.0.0.1]"
            })
    void no_mapped_address_is_allowed_not_even_by_name(String host) {
        // Given
        Set<String> named = Set.of(host);

        // When
        var url = MediaUrl.check("https://" + host + "/m", named, named);

        // Then parsers read it in two ways: as IPv6, or as the IPv4 address in it
        assertThat(url).isEmpty();
    }

    @Test
    void only_a_host_opened_by_name_is_open() {
        // When
        var closed = MediaUrl.check("https://api.example/m", MEDIA_HOSTS, OPEN_HOSTS);
        var open = MediaUrl.check("https://local.example:8080/m", MEDIA_HOSTS, OPEN_HOSTS);

        // Then
        assertThat(closed.orElseThrow().opened()).isFalse();
        assertThat(open.orElseThrow().opened()).isTrue();
    }

    @Test
    void a_url_does_not_show_itself() {
        // When
        var url = MediaUrl.check("https://api.example/m?secret", MEDIA_HOSTS, OPEN_HOSTS);

        // Then
        assertThat(url.orElseThrow().toString()).doesNotContain("api.example", "secret");
    }
}
