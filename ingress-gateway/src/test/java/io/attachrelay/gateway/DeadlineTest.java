package io.attachrelay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.deploy.testkit.platform.MediaFault;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The tenant {@code acme} is answered within half a second, {@code bearer} as its profile says. */
@ExtendWith(SharedBroker.class)
class DeadlineTest {

    @TempDir private Path folder;
    private final Web web = new Web();
    private Installation relay;

    @BeforeEach
    void start(KafkaBroker broker) throws IOException {
        var choice =
                Installation.Choice.DEFAULT
                        .answeredWithin(Duration.ofMillis(500))
                        .receivedWithin(Duration.ofMinutes(5));
        relay = Installation.start(broker, folder, choice);
    }

    @AfterEach
    void close() {
        relay.close();
        web.close();
    }

    @Test
    void each_tenant_is_answered_within_its_own_time() {
        // Given
        var item = relay.publish("slow-as-a-snail");
        relay.platform.media().inject(item, new MediaFault.Slow(10));
        byte[] body = relay.event(item).body();

        // When
        var hasty = post("/webhooks/acme", body, relay.platform.webhook().signed(body));
        var patient =
                post(
                        "/webhooks/bearer",
                        body,
                        Map.of("Authorization", "Bearer sim-webhook-secret"));

        // Then
        assertThat(hasty.status()).isEqualTo(503);
        assertThat(hasty.header("Retry-After")).matches("[1-9][0-9]?");
        assertThat(hasty.json().path("code").asText()).isEqualTo("try-again");
        assertThat(patient.status()).isEqualTo(200);
    }

    @Test
    void the_time_in_which_a_webhook_arrives_counts_too() throws IOException {
        // Given
        String half =
                "POST /webhooks/acme HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{\"event";

        // When
        try (var socket = SlowSocket.open(relay.url("/"), half, "")) {
            await().atMost(Duration.ofSeconds(60)).until(socket::isCut);

            // Then
            assertThat(socket.answer()).startsWith("HTTP/1.1 503 ").contains("Retry-After: ");
        }
    }

    private Web.Reply post(String path, byte[] body, Map<String, String> headers) {
        return web.call("POST", relay.url(path), BodyPublishers.ofByteArray(body), headers);
    }
}
