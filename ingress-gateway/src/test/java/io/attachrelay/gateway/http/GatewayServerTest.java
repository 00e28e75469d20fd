package io.attachrelay.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.gateway.health.Readiness;
import io.attachrelay.gateway.intake.GatewayMetrics;
import io.attachrelay.gateway.intake.Intakes;
import io.attachrelay.gateway.link.SharedFiles;
import io.attachrelay.media.fetch.FetchOutcome;
import io.attachrelay.media.share.FairShare;
import io.attachrelay.media.store.DiskStore;
import io.attachrelay.settings.GatewaySettings;
import io.attachrelay.settings.KafkaSettings;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.Publisher;
import io.attachrelay.topic.TopicCatalog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose metrics die of an error. */
class GatewayServerTest {

    private static final GatewaySettings SETTINGS =
            new GatewaySettings(
                    "127.0.0.1",
                    0,
                    Optional.empty(),
                    Duration.ofMinutes(1),
                    1 << 20,
                    GatewaySettings.DEFAULT.maxConnections(),
                    Optional.empty());

    @TempDir private Path folder;
    // Never connects: nothing is published here.
    private final Publisher publisher =
            new Publisher(new KafkaClients(KafkaSettings.DEFAULT.at("127.0.0.1:1")).producer());
    private GatewayServer server;

    @BeforeEach
    void start() {
        var store = new DiskStore(folder, Clock.systemUTC());
        var intakes =
                new Intakes(
                        List.of(),
                        _ -> new FetchOutcome.Gone(404),
                        store,
                        new FairShare(1, 1),
                        publisher,
                        new TopicCatalog(""),
                        1,
                        new GatewayMetrics(new SimpleMeterRegistry()),
                        Clock.systemUTC());
        var routes =
                new Routes(
                        SETTINGS,
                        Map.of(),
                        1,
                        intakes,
                        new SharedFiles(Optional.empty(), store),
                        new Readiness(Map.of()),
                        GatewayServerTest::die);
        server = new GatewayServer(SETTINGS, routes);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(Duration.ZERO);
        publisher.close();
    }

    private static String die() {
        throw new StackOverflowError();
    }

    @Test
    void an_error_is_answered_503_and_says_when_to_come_again() throws Exception {
        assertTryAgain(get("/metrics"));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI url = URI.create("http://127.0.0.1:" + server.port() + path);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static void assertTryAgain(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(answer.body()).contains("\"code\":\"try-again\"");
    }
}
