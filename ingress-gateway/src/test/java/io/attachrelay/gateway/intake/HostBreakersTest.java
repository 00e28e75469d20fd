package io.attachrelay.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.breaker.Breaker;
import io.attachrelay.media.fetch.BearerTokens;
import io.attachrelay.media.fetch.FetchRequest;
import io.attachrelay.media.store.ObjectIdentity;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.Platform;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostBreakersTest {

    private final HostBreakers breakers = new HostBreakers(Patience.PAUSE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://media.example/m",
                "https://MEDIA.example/m",
                "https://media.example:443/m",
                "http://media.example:9090/a b|c?x=[1]"
            })
    void each_way_to_write_a_configured_host_has_its_one_breaker(String url) {
        assertThat(breakers.of(request(url)))
                .contains(breakers.of(request("https://media.example/other")).orElseThrow());
    }

    @Test
    void a_host_with_a_configured_port_has_a_breaker_of_its_own() {
        Breaker breaker = breakers.of(request("https://other.example:8443/m")).orElseThrow();
        assertThat(breakers.of(request("https://other.example/m"))).isEmpty();
        assertThat(breakers.of(request("https://other.example:9443/m")))
                .isPresent()
                .get()
                .isNotSameAs(breaker);
    }

    @Test
    void each_tenant_has_a_breaker_of_its_own_for_the_same_host() {
        Breaker breaker = breakers.of(request("https://media.example/m")).orElseThrow();
        assertThat(breakers.of(request("globex", "https://media.example/m")))
                .isPresent()
                .get()
                .isNotSameAs(breaker);
    }

    @Test
    void what_is_not_configured_has_none() {
        assertThat(breakers.of(request("https://evil.example/m"))).isEmpty();
        assertThat(breakers.of(request("no url at all"))).isEmpty();
    }

    private static FetchRequest request(String url) {
        return request("acme", url);
    }

    private static FetchRequest request(String tenant, String url) {
        MediaId id = MediaId.of(tenant, Platform.CXONE, "c", "m", "a");
        return new FetchRequest(
                new ObjectKey(tenant, id),
                new ObjectIdentity(tenant, "cxone", "c", "m", "a"),
                url,
                Set.of("media.example", "other.example:8443", "other.example:9443"),
                new NoTokens());
    }

    private static final class NoTokens implements BearerTokens {
        @Override
        public String token() {
            return "t";
        }

        @Override
        public void refused(String token) {}
    }
}
