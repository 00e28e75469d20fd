package io.attachrelay.deploy.testkit.platform;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that reached the platform's API.
 *
 * @param at when it was read whole
 * @param status what was answered; 0 when the call was dropped without effect
 * @param answered whether an answer was sent; without, the caller can't know
 */
public record Received(Instant at, Bearer bearer, int status, boolean answered, Content content) {

    /** Whether the call took effect, whether or not the caller was told. */
    public boolean isEffective() {
        return status >= 200 && status < 300;
    }

    /** What the call carried. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Upload.class, name = "upload"),
        @JsonSubTypes.Type(value = Message.class, name = "message"),
        @JsonSubTypes.Type(value = SystemMessage.class, name = "system-message"),
        @JsonSubTypes.Type(value = RoutingAttributes.class, name = "attributes"),
        @JsonSubTypes.Type(value = Unreadable.class, name = "unreadable")
    })
    public sealed interface Content {

        /** The endpoint called; not part of the JSON form. */
        Endpoint endpoint();
    }

    /**
     * A file for a message to come.
     *
     * @param id under which the platform knows it once the call took effect
     * @param partName of the multipart part, which the guide calls {@code mediaFile}
     * @param fileName null when the part names none
     * @param contentType of the part, null when it names none
     * @param sha256 of the bytes, lower-case hex
     * @param detectedType by the first bytes, null when they tell nothing
     */
    public record Upload(
            String id,
            String partName,
            @Nullable String fileName,
            @Nullable String contentType,
            long sizeBytes,
            String sha256,
            @Nullable String detectedType)
            implements Content {
        @Override
        public Endpoint endpoint() {
            return Endpoint.UPLOAD;
        }
    }

    /**
     * A message to the customer.
     *
     * @param id the platform's, once the call took effect
     * @param target Genesys: {@code to.id}; CXone: the conversation
     * @param sender Genesys: {@code from.id}; CXone: null
     * @param text null without
     */
    public record Message(
            String id,
            String target,
            @Nullable String sender,
            @Nullable String text,
            List<Attachment> attachments)
            implements Content {
        public Message {
            attachments = List.copyOf(attachments);
        }

        @Override
        public Endpoint endpoint() {
            return Endpoint.SEND;
        }
    }

    /** An uploaded file in a message; Genesys names only the id. */
    public record Attachment(String id, @Nullable String fileName, @Nullable String mimeType) {}

    /**
     * A notice that the platform shows by itself.
     *
     * @param target Genesys: the message; CXone: the conversation
     */
    public record SystemMessage(String id, String target, String text) implements Content {
        @Override
        public Endpoint endpoint() {
            return Endpoint.SYSTEM_MESSAGE;
        }
    }

    /**
     * Attributes for the flow engine.
     *
     * @param target Genesys: the message; CXone: the conversation
     */
    public record RoutingAttributes(String target, Map<String, String> values) implements Content {
        public RoutingAttributes {
            values = Map.copyOf(values);
        }

        @Override
        public Endpoint endpoint() {
            return Endpoint.ATTRIBUTES;
        }
    }

    /** A body that breaks the contract; it is answered 400. */
    public record Unreadable(Endpoint endpoint, String reason) implements Content {}
}
