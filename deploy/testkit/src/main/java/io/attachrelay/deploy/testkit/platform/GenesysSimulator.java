package io.attachrelay.deploy.testkit.platform;

import static io.attachrelay.deploy.testkit.platform.PlatformApi.Route.json;
import static io.attachrelay.deploy.testkit.platform.PlatformApi.Route.upload;
import static io.attachrelay.deploy.testkit.platform.PlatformApi.requireType;
import static io.attachrelay.deploy.testkit.platform.PlatformApi.required;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

/** Genesys Cloud CX by the guide: one medium an event, {@code mediaId} in a message. */
public final class GenesysSimulator extends PlatformSimulator {

    private static final String MEDIA = "/api/v2/message/mediadata";
    private static final String MESSAGES = "/api/v2/messages";

    private static final PlatformApi API =
            new PlatformApi(
                    MEDIA + "/",
                    "media-",
                    "media_id",
                    List.of(
                            upload(MEDIA),
                            json(Endpoint.SEND, "POST", MESSAGES, GenesysSimulator::message),
                            json(
                                    Endpoint.ATTRIBUTES,
                                    "POST",
                                    MESSAGES + "/([^/]+)/attributes",
                                    GenesysSimulator::attributes),
                            json(
                                    Endpoint.SYSTEM_MESSAGE,
                                    "POST",
                                    MESSAGES + "/([^/]+)",
                                    GenesysSimulator::systemMessage)));

    private GenesysSimulator(SimulatorSettings settings) throws IOException {
        super("genesys-media-events", API, settings);
    }

    /** Starts the platform with the settings' defaults. */
    public static GenesysSimulator start() throws IOException {
        return start(SimulatorSettings.defaults());
    }

    /**
     * Starts the platform.
     *
     * @throws IOException when a port is taken
     */
    public static GenesysSimulator start(SimulatorSettings settings) throws IOException {
        return new GenesysSimulator(settings);
    }

    @Override
    public WebhookEvent mediaEvent(EventIds ids, List<MediaItem> media) {
        if (media.size() != 1) {
            throw new IllegalArgumentException(
                    "a Genesys event carries one medium, not " + media.size());
        }
        var item = media.getFirst();
        var data =
                Json.object()
                        .put("id", item.id())
                        .put("url", item.url().toString())
                        .put("media_type", item.mimeType())
                        .put("size", item.sizeBytes())
                        .put("conversation_id", ids.conversationId())
                        .put("message_id", ids.messageId());
        return events().event(ids, "message:message-media", data);
    }

    @Override
    public WebhookEvent textEvent(EventIds ids, String text) {
        var data =
                Json.object()
                        .put("text", text)
                        .put("conversation_id", ids.conversationId())
                        .put("message_id", ids.messageId());
        return events().event(ids, "message:message-text", data);
    }

    @Override
    public WebhookEvent otherEvent(EventIds ids, String type) {
        return events().event(
                        ids, type, Json.object().put("conversation_id", ids.conversationId()));
    }

    private Events events() {
        return new Events(settings().clock());
    }

    private static Received.Content message(String target, JsonNode body) throws BadRequest {
        requireType(body, "message");
        var mediaId = body.path("mediaId").asText("");
        return new Received.Message(
                UUID.randomUUID().toString(),
                required(body, "/to/id"),
                required(body, "/from/id"),
                body.path("body").textValue(),
                mediaId.isEmpty()
                        ? List.of()
                        : List.of(new Received.Attachment(mediaId, null, null)));
    }

    private static Received.Content attributes(String target, JsonNode body) throws BadRequest {
        var values = new HashMap<String, String>();
        if (!body.path("attributes").isObject()) {
            throw new BadRequest("/attributes must be an object");
        }
        for (var attribute : body.path("attributes").properties()) {
            if (!attribute.getValue().isTextual()) {
                throw new BadRequest("an attribute must be a text");
            }
            values.put(attribute.getKey(), attribute.getValue().textValue());
        }
        return new Received.RoutingAttributes(target, values);
    }

    private static Received.Content systemMessage(String target, JsonNode body) throws BadRequest {
        requireType(body, "system");
        return new Received.SystemMessage(
                UUID.randomUUID().toString(), target, required(body, "/body"));
    }
}
