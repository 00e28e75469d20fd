package io.attachrelay.media.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.fuzz.Fuzz;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

/** No spelling of a URL leads past the guard: all readers of an allowed one see the same host. */
class MediaUrlFuzzTest {

    private static final Set<String> MEDIA_HOSTS =
            Set.of("api.example", "media.example:8443", "local.example:8080", "[2001:db8::1]");
    private static final Set<String> OPEN_HOSTS = Set.of("local.example", "[2001:db8::1]:81");

    private static final String[] WORDS = {
        "@",
        "\\",
        "//",
        "/",
        "?",
        "#",
        ":",
        ":443",
        ":80",
        ":8443",
        ":0",
        ":65536",
        "%40",
        "%2e",
        "%00",
        " ",
        "\t",
        "\n",
        "\r",
        "\u0000",
        ".",
        "..",
        "\u3002",
        "\uff0e",
        "\uff0f",
        "\u2024",
        "[",
        "]",
        "[::1]",
        "127.0.0.1",
        "0x7f.1",
        "evil.example",
        "api.example",
        "\u00df",
        "\u200d",
        "xn--",
        "\u0130",
        "\u212a",
        "http://",
        "https://",
        "HTTPS",
        "ftp://",
        ";",
        "*",
        "%5b",
        "localhost",
        "a".repeat(70)
    };

    @Test
    void a_url_that_is_allowed_has_a_configured_host_for_whoever_reads_it() {
        // When
        Map<String, Long> outcomes =
                Fuzz.from(
                                "https://api.example/m?a=b#c",
                                "https://media.example:8443/a%2Fb/Gr\u00f6\u00dfe.pdf",
                                "http://local.example:8080/m",
                                "https://[2001:db8::1]/m",
                                "https://evil.example/m")
                        .with(WORDS)
                        .times(20_000)
                        .checkText(MediaUrlFuzzTest::outcome);

        // Then
        assertThat(outcomes).containsOnlyKeys("allowed", "refused");
    }

    private static String outcome(String text) {
        var checked = MediaUrl.check(text, MEDIA_HOSTS, OPEN_HOSTS);
        if (checked.isEmpty()) {
            return "refused";
        }
        HttpUrl url = checked.get().url();
        assertThat(checked.get().opened() || url.isHttps()).isTrue();
        assertThat(url.username() + url.password()).isEmpty();
        assertThat(MEDIA_HOSTS).contains(configured(url));
        assertThat(authority(text)).isIn(bare(url), bare(url) + ":" + url.port());
        assertThat(checked.get()).hasToString("MediaUrl[opened=" + checked.get().opened() + "]");
        assertJavaAgrees(text, url);
        return "allowed";
    }

    /** As the settings would name it. */
    private static String configured(HttpUrl url) {
        boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
        return usual ? bare(url) : bare(url) + ":" + url.port();
    }

    private static String bare(HttpUrl url) {
        return url.host().contains(":") ? "[" + url.host() + "]" : url.host();
    }

    /** By the letter: what stands between the slashes and the next delimiter. */
    private static String authority(String text) {
        String behind = text.substring(text.indexOf("//") + 2);
        return behind.split("[/?#]", 2)[0].toLowerCase(Locale.ROOT).replaceFirst(":0+(?=\\d)", ":");
    }

    private static void assertJavaAgrees(String text, HttpUrl url) {
        try {
            URI uri = new URI(text);
            assertThat(uri.getHost()).isEqualToIgnoringCase(bare(url));
            assertThat(uri.getUserInfo()).isNull();
        } catch (URISyntaxException _) {
            // It reads fewer URLs: an unescaped blank, for one, is none.
        }
    }
}
