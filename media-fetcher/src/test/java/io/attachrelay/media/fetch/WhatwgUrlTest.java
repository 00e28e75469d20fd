package io.attachrelay.media.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

/**
 * Compares our reading of URLs with that of browsers and Node. We may refuse what they read; where
 * we find a host and port, they must find the same, or else two parties to one fetch could be led
 * to two hosts.
 */
class WhatwgUrlTest {

    private static final Pattern AUTHORITY = Pattern.compile("^.*?//([^/?#]*)", Pattern.DOTALL);
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param origin scheme, host and port after the standard; null where it finds none
     * @param base what a redirect's location is relative to; null for a URL that stands alone
     */
    private record Golden(String text, String origin, String base) {

        static Golden parse(String line) {
            try {
                JsonNode fields = JSON.readTree(line);
                return new Golden(
                        fields.get(0).textValue(),
                        fields.get(1).textValue(),
                        fields.path(2).textValue());
            } catch (IOException e) {
                throw new UncheckedIOException(line, e);
            }
        }

        /** What we read, with nothing in the way but the reading. */
        Optional<String> ours() {
            Set<String> hosts = everyHost();
            if (base == null) {
                return MediaUrl.check(text, hosts, hosts).map(Golden::origin);
            }
            MediaUrl from = MediaUrl.check(base, hosts, hosts).orElseThrow();
            return from.target(text)
                    .flatMap(target -> MediaUrl.check(target, hosts, hosts))
                    .map(Golden::origin);
        }

        private static String origin(MediaUrl read) {
            HttpUrl url = read.url();
            String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
            return url.scheme() + "://" + host + ":" + url.port();
        }

        /** All that anybody might take for the host, so that every host we read is configured. */
        private Set<String> everyHost() {
            Set<String> hosts = new HashSet<>();
            Stream.of(text, origin, base).filter(t -> t != null).forEach(t -> addHosts(t, hosts));
            return hosts;
        }

        private static void addHosts(String text, Set<String> hosts) {
            Matcher authority = AUTHORITY.matcher(text);
            String whole = authority.find() ? authority.group(1) : text;
            for (String host : List.of(whole, whole.substring(whole.lastIndexOf('@') + 1))) {
                hosts.add(host);
                hosts.add(host.replaceFirst(":[^:\\]]*$", ""));
            }
            Optional.ofNullable(HttpUrl.parse(text)).map(HttpUrl::host).ifPresent(hosts::add);
        }

        /** Made of nothing but what a platform would write. */
        boolean isPlain() {
            return base == null
                    && origin != null
                    && text.toLowerCase(Locale.ROOT)
                            .matches("https?://api\\.example(:[1-9][0-9]{1,4})?/m?");
        }
    }

    private static List<Golden> goldens() throws IOException {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                WhatwgUrlTest.class.getResourceAsStream("whatwg-urls.jsonl"),
                                StandardCharsets.US_ASCII))) {
            return lines.lines().filter(line -> !line.startsWith("#")).map(Golden::parse).toList();
        }
    }

    @Test
    void a_host_and_port_that_we_read_are_those_of_the_standard() throws IOException {
        // Given
        List<Golden> goldens = goldens();

        // When
        List<Golden> read = goldens.stream().filter(golden -> golden.ours().isPresent()).toList();

        // Then
        assertThat(read)
                .hasSizeGreaterThan(1000)
                .allSatisfy(g -> assertThat(g.ours()).hasValue(g.origin()));
    }

    @Test
    void what_a_platform_would_write_is_read() throws IOException {
        // When
        List<Golden> plain = goldens().stream().filter(Golden::isPlain).toList();

        // Then
        assertThat(plain).hasSizeGreaterThan(10).allMatch(golden -> golden.ours().isPresent());
    }
}
