package io.attachrelay.deploy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.deploy.system.Closing;
import io.attachrelay.deploy.system.SimulatedSystem;
import io.attachrelay.deploy.system.TopicTail;
import io.attachrelay.deploy.testkit.platform.DeliveryAttempt;
import io.attachrelay.deploy.testkit.platform.PlatformSimulator;
import io.attachrelay.deploy.testkit.platform.Received;
import io.attachrelay.deploy.testkit.platform.WebhookEvent;
import io.attachrelay.model.Json;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.StoredEvent;
import io.attachrelay.topic.EventHeaders;
import io.attachrelay.topic.Outgoing;
import io.attachrelay.topic.Publisher;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a case acts on: the platforms, the gateway and the topics. */
final class DemoStage implements AutoCloseable {

    /** Longer than anything here takes on a loaded laptop; a case that waits so long has failed. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Closing closing = new Closing();
    private final SimulatedSystem system;
    private final Publisher publisher;
    private final TopicTail<StoredEvent> fresh;
    private final TopicTail<OutboundResult> results;
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * @param system with all services running; not closed by this
     */
    DemoStage(SimulatedSystem system) {
        this.system = system;
        this.publisher = closing.add(new Publisher(system.clients().producer()));
        this.fresh = closing.add(new TopicTail<>(system.clients(), system.topics().fresh()));
        this.results = closing.add(new TopicTail<>(system.clients(), system.topics().result()));
    }

    SimulatedSystem system() {
        return system;
    }

    TopicTail<StoredEvent> fresh() {
        return fresh;
    }

    /** Delivers as the platform does, which tries again; the answer that took the event over. */
    static JsonNode acknowledged(PlatformSimulator platform, WebhookEvent event)
            throws CaseFailed, IOException {
        return acknowledged(platform.webhook().deliverWithRetries(event).last());
    }

    /** The answer of a webhook that was taken over. */
    static JsonNode acknowledged(DeliveryAttempt attempt) throws CaseFailed, IOException {
        CaseFailed.unless(attempt.status() != 0, "the webhook gave no answer: " + attempt.error());
        CaseFailed.unless(
                attempt.status() == 200,
                "the webhook answered " + attempt.status() + " " + attempt.body());
        return Json.mapper().readTree(attempt.body());
    }

    /**
     * The routing attributes that reached a platform for {@code target}, once {@code count} media
     * are in them.
     */
    Map<String, String> attributes(PlatformSimulator platform, String target, int count)
            throws InterruptedException {
        platform.received().await(log -> !of(log.attributes(), target, count).isEmpty(), PATIENCE);
        return of(platform.received().attributes(), target, count).getLast().values();
    }

    private static List<Received.RoutingAttributes> of(
            List<Received.RoutingAttributes> all, String target, int count) {
        return all.stream()
                .filter(a -> a.target().equals(target))
                .filter(a -> Integer.toString(count).equals(a.values().get("media_count")))
                .toList();
    }

    /** Hands a file over as a service does; the media id. */
    String handOver(String tenant, String conversation, String fileName, String type, byte[] bytes)
            throws IOException, InterruptedException, CaseFailed {
        URI url =
                system.gatewayUrl()
                        .resolve(
                                "/media/"
                                        + tenant
                                        + "?conversation="
                                        + conversation
                                        + "&name="
                                        + fileName);
        var request =
                HttpRequest.newBuilder(url)
                        .header("Authorization", "Bearer " + SimulatedSystem.SERVICE_TOKEN)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                        .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        CaseFailed.unless(
                answer.statusCode() == 201, "POST /media answered " + answer.statusCode());
        return Json.mapper().readTree(answer.body()).path("mediaId").asText();
    }

    /** Publishes a command as a service does; its result. */
    OutboundResult command(OutboundCommand command) throws InterruptedException {
        EventHeaders headers =
                new EventHeaders(
                        command.commandId(),
                        "io.attachrelay.outbound.command.v1",
                        "/demo",
                        command.commandId(),
                        Instant.now(),
                        null,
                        null,
                        null,
                        null);
        publisher.publish(
                new Outgoing<>(
                        system.topics().command(), command.conversationId(), command, headers));
        return results.await(r -> r.commandId().equals(command.commandId()), PATIENCE).value();
    }

    @Override
    public void close() {
        closing.close();
    }
}
