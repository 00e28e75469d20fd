package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.deploy.system.AttachRelay;
import io.attachrelay.deploy.system.Role;
import io.attachrelay.deploy.testkit.Ports;
import io.attachrelay.deploy.testkit.platform.Delivery;
import io.attachrelay.deploy.testkit.platform.MediaFault;
import io.attachrelay.deploy.testkit.platform.MediaItem;
import io.attachrelay.deploy.testkit.platform.WebhookEvent;
import io.attachrelay.deploy.testkit.platform.WebhookSender;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.model.Json;
import io.attachrelay.settings.Settings;
import io.attachrelay.settings.SettingsLoader;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
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
        List<Delivery> deliveries;
        try (AttachRelay second = secondGateway()) {
            deliveries =
                    deliverAll(
                            message,
                            stage.system().gatewayUrl(),
                            URI.create("http://127.0.0.1:" + second.gatewayPort().getAsInt()));
        }

        // Then
        assertThat(deliveries).hasSize(2 * TIMES_EACH);
        assertThat(deliveries).allSatisfy(delivery -> assertTaken(delivery, item));
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

    private static List<Delivery> deliverAll(ArrivingMessage message, URI... gateways) {
        WebhookEvent event = message.event();
        List<CompletableFuture<Delivery>> pending = new ArrayList<>();
        try (var platform = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < TIMES_EACH; i++) {
                for (URI gateway : gateways) {
                    WebhookSender sender =
                            message.platform()
                                    .webhook()
                                    .to(gateway.resolve("/webhooks/" + message.tenant()));
                    pending.add(supplyAsync(() -> sender.deliverWithRetries(event), platform));
                }
            }
        }
        return pending.stream().map(CompletableFuture::join).toList();
    }

    private static void assertTaken(Delivery delivery, MediaItem item) throws IOException {
        assertThat(delivery.isAcknowledged()).isTrue();
        JsonNode answer = Json.mapper().readTree(delivery.last().body());
        assertThat(answer.at("/media/0/sha256").asText()).isEqualTo(item.sha256());
    }
}
