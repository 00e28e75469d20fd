package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.deploy.system.AttachRelay;
import io.attachrelay.deploy.system.Role;
import io.attachrelay.deploy.testkit.Ports;
import io.attachrelay.deploy.testkit.platform.MediaFault;
import io.attachrelay.deploy.testkit.platform.MediaItem;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.model.Json;
import io.attachrelay.settings.Settings;
import io.attachrelay.settings.SettingsLoader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Promise 2: once, however often it is delivered, also over several gateways. */
@ExtendWith(RunningSystems.class)
class TwoGatewaysTest {

    private static final int TIMES_EACH = 10;

    private final Stage stage;

    TwoGatewaysTest(InOneProcess system) {
        this.stage = system.stage();
    }

    @Test
    void an_event_delivered_twenty_times_at_once_to_two_gateways_is_taken_once() throws Exception {
        // Given a download of a second, so that all deliveries find it under way
        ArrivingMessage message = stage.message(ACME, SampleFiles.pdf().ofSize(100_000));
        MediaItem item = message.media().getFirst();
        message.platform().media().inject(item, new MediaFault.Slow(100_000));

        // When
        List<HttpResponse<String>> answers;
        try (AttachRelay second = secondGateway();
                HttpClient http = HttpClient.newHttpClient()) {
            answers =
                    deliverAll(
                            http,
                            message,
                            stage.system().gatewayUrl(),
                            URI.create("http://127.0.0.1:" + second.gatewayPort().getAsInt()));
        }

        // Then
        assertThat(answers).hasSize(2 * TIMES_EACH);
        assertThat(answers).allSatisfy(answer -> assertTaken(answer, item));
        assertThat(message.platform().media().downloads(item)).isOne();
        new Ledger(stage).with(message).assertHolds();
    }

    private AttachRelay secondGateway() {
        Map<String, String> differs =
                Map.of(
                        "ATTACHRELAY_GATEWAY_PORT",
                        Integer.toString(Ports.free()),
                        "ATTACHRELAY_INSTANCE_ID",
                        "second");
        Settings settings = SettingsLoader.load(stage.system().settingsFile(), differs);
        return AttachRelay.start(settings, Set.of(Role.GATEWAY));
    }

    private static List<HttpResponse<String>> deliverAll(
            HttpClient http, ArrivingMessage message, URI... gateways) {
        List<CompletableFuture<HttpResponse<String>>> pending = new ArrayList<>();
        for (int i = 0; i < TIMES_EACH; i++) {
            for (URI gateway : gateways) {
                pending.add(
                        http.sendAsync(
                                delivery(message, gateway), HttpResponse.BodyHandlers.ofString()));
            }
        }
        return pending.stream().map(CompletableFuture::join).toList();
    }

    private static HttpRequest delivery(ArrivingMessage message, URI gateway) {
        byte[] body = message.event().body();
        var request =
                HttpRequest.newBuilder(gateway.resolve("/webhooks/" + message.tenant()))
                        .version(HttpClient.Version.HTTP_1_1)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        message.platform().webhook().signed(body).forEach(request::header);
        return request.build();
    }

    private static void assertTaken(HttpResponse<String> answer, MediaItem item) {
        assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(200);
        assertThat(parsed(answer).at("/media/0/sha256").asText()).isEqualTo(item.sha256());
    }

    private static JsonNode parsed(HttpResponse<String> answer) {
        try {
            return Json.mapper().readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
