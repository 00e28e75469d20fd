package io.attachrelay.deploy.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.deploy.system.Closing;
import io.attachrelay.deploy.system.SimulatedSystem;
import io.attachrelay.deploy.system.TopicTail;
import io.attachrelay.deploy.testkit.sample.SampleFile;
import io.attachrelay.model.Json;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.topic.EventHeaders;
import io.attachrelay.topic.Outgoing;
import io.attachrelay.topic.Publisher;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A service of the company: hands files over, publishes commands, reads results. */
final class CompanyService implements AutoCloseable {

    private final Closing closing = new Closing();
    private final HttpClient http = closing.add(HttpClient.newHttpClient());
    private final SimulatedSystem system;
    private final Publisher publisher;
    private final TopicTail<OutboundResult> results;

    CompanyService(SimulatedSystem system) {
        this.system = system;
        this.publisher = closing.add(new Publisher(system.clients().producer()));
        this.results = closing.add(new TopicTail<>(system.clients(), system.topics().result()));
    }

    /** A conversation that nobody has used. */
    static String newConversation() {
        return "conv-" + UUID.randomUUID();
    }

    /** Hands a file over; its media id. */
    String handOver(String tenant, String conversation, SampleFile file)
            throws IOException, InterruptedException {
        URI url =
                system.gatewayUrl()
                        .resolve(
                                "/media/%s?conversation=%s&name=%s"
                                        .formatted(tenant, conversation, file.name()));
        var request =
                HttpRequest.newBuilder(url)
                        .header("Authorization", "Bearer " + SimulatedSystem.SERVICE_TOKEN)
                        .header("Content-Type", file.mimeType())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(file.bytes()))
                        .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new AssertionError("answered " + answer.statusCode() + " " + answer.body());
        }
        JsonNode receipt = Json.mapper().readTree(answer.body());
        return receipt.path("mediaId").asText();
    }

    /** A new command for a customer on the web. */
    static OutboundCommand command(
            String tenant, String conversation, String text, @Nullable String mediaId) {
        return new OutboundCommand(
                "cmd-" + UUID.randomUUID(),
                tenant,
                conversation,
                "web",
                "customer-1",
                "agent-1",
                text,
                mediaId == null ? null : new OutboundCommand.Attachment(mediaId, null),
                null,
                null);
    }

    void publish(OutboundCommand command) {
        EventHeaders headers =
                new EventHeaders(
                        command.commandId(),
                        "io.attachrelay.outbound.command.v1",
                        "/acceptance",
                        command.commandId(),
                        Instant.now(),
                        null,
                        null,
                        null,
                        null);
        publisher.publish(
                new Outgoing<>(
                        system.topics().command(), command.conversationId(), command, headers));
    }

    /** Publishes a command and waits for its result. */
    OutboundResult send(OutboundCommand command) throws InterruptedException {
        publish(command);
        return result(command);
    }

    /** The result of a command, once it is there. */
    OutboundResult result(OutboundCommand command) throws InterruptedException {
        return results.await(r -> r.commandId().equals(command.commandId()), Stage.PATIENCE)
                .value();
    }

    /** All results of a command so far, as they stand on the topic. */
    List<byte[]> results(OutboundCommand command) {
        return results.where(r -> r.commandId().equals(command.commandId())).stream()
                .map(TopicTail.Seen::bytes)
                .toList();
    }

    @Override
    public void close() {
        closing.close();
    }
}
