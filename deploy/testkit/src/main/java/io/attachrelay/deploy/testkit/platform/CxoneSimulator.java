package io.attachrelay.deploy.testkit.platform;

import static io.attachrelay.deploy.testkit.platform.PlatformApi.Route.json;
import static io.attachrelay.deploy.testkit.platform.PlatformApi.Route.upload;
import static io.attachrelay.deploy.testkit.platform.PlatformApi.requireType;
import static io.attachrelay.deploy.testkit.platform.PlatformApi.required;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

/** NICE CXone by the guide: any number of attachments an event and a message. */
public final class CxoneSimulator extends PlatformSimulator {

    private static final String MEDIA = "/v1/conversations/media";
    private static final String EVENT = "CONVERSATION_MESSAGE";

    private static final PlatformApi API =
            new PlatformApi(
                    MEDIA + "/",
                    "att-",
                    "attachment_id",
                    List.of(
                            upload(MEDIA),
                            json(
                                    Endpoint.SEND,
                                    "POST",
                                    "/v1/conversations/([^/]+)/messages",
                                    CxoneSimulator::message),
                            json(
                                    Endpoint.ATTRIBUTES,
                                    "PUT",
                                    "/dfo/3.0/contacts/([^/]+)/custom-fields",
                                    CxoneSimulator::customFields)));

    private CxoneSimulator(SimulatorSettings settings) throws IOException {
        super("cxone-conversation-events", API, settings);
    }

    /** Starts the platform with the settings' defaults. */
    public static CxoneSimulator start() throws IOException {
        return start(SimulatorSettings.defaults());
    }

    /**
     * Starts the platform.
     *
     * @throws IOException when a port is taken
     */
    public static CxoneSimulator start(SimulatorSettings settings) throws IOException {
        return new CxoneSimulator(settings);
    }

    @Override
    public WebhookEvent mediaEvent(EventIds ids, List<MediaItem> media) {
        var data =
                Json.object()
                        .put("conversation_id", ids.conversationId())
                        .put("message_id", ids.messageId());
        var attachments = data.putArray("attachments");
        for (var item : media) {
            attachments
                    .addObject()
                    .put("attachment_id", item.id())
                    .put("download_url", item.url().toString())
                    .put("mime_type", item.mimeType())
                    .put("file_name", item.fileName())
                    .put("size_bytes", item.sizeBytes());
        }
        return events().event(ids, EVENT, data);
    }

    @Override
    public WebhookEvent textEvent(EventIds ids, String text) {
        var data =
                Json.object()
                        .put("conversation_id", ids.conversationId())
                        .put("message_id", ids.messageId())
                        .put("text", text);
        data.putArray("attachments");
        return events().event(ids, EVENT, data);
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
        var id = UUID.randomUUID().toString();
        if (required(body, "/type").equals("SYSTEM")) {
            return new Received.SystemMessage(id, target, required(body, "/content/text"));
        }
        requireType(body, "OUTBOUND");
        var attachments = new ArrayList<Received.Attachment>();
        for (var attachment : body.at("/content/attachments")) {
            attachments.add(
                    new Received.Attachment(
                            required(attachment, "/attachmentId"),
                            required(attachment, "/fileName"),
                            required(attachment, "/mimeType")));
        }
        var text = body.at("/content/text").textValue();
        return new Received.Message(id, target, null, text, attachments);
    }

    private static Received.Content customFields(String target, JsonNode body) throws BadRequest {
        if (!body.path("customFields").isArray()) {
            throw new BadRequest("/customFields must be an array");
        }
        var values = new HashMap<String, String>();
        for (var field : body.path("customFields")) {
            // An empty text is a value too.
            values.put(required(field, "/ident"), field.path("value").asText(""));
        }
        return new Received.RoutingAttributes(target, values);
    }
}
