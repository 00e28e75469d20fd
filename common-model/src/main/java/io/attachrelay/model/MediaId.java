package io.attachrelay.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The deterministic name of one attachment, which carries its place: {@code
 * conversation-message-attachment}, each part 16 characters of lower-case base32 (80 bits of a
 * SHA-256). A redelivery finds the same object; a message's and a conversation's media share a
 * prefix.
 *
 * @param value 50 characters
 */
public record MediaId(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[a-z2-7]{16}-[a-z2-7]{16}-[a-z2-7]{16}");

    @JsonCreator
    public MediaId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a media id: " + value);
        }
    }

    /** The id of an attachment of a platform's message. */
    public static MediaId of(
            String tenant,
            Platform platform,
            String conversationId,
            String messageId,
            String attachmentId) {
        return new MediaId(
                Identifiers.base32Of80Bits(tenant, conversationId)
                        + "-"
                        + Identifiers.base32Of80Bits(platform.wireName(), messageId)
                        + "-"
                        + Identifiers.base32Of80Bits(attachmentId));
    }

    /**
     * The id of what is made from this attachment in a certain way: always the same one, beside
     * this one under the same message.
     *
     * @param way such as {@code clean}
     */
    public MediaId derived(String way) {
        return new MediaId(messagePrefix() + Identifiers.base32Of80Bits(value, way));
    }

    /**
     * The id of what this attachment is converted to: always the same one, in the same
     * conversation, but under a message of its own, so that nothing takes it for a medium of the
     * platform's message.
     *
     * @param form what it is converted to, such as {@code application/pdf up to 26214400 bytes}
     */
    public MediaId converted(String form) {
        return new MediaId(
                conversationPart()
                        + "-"
                        + Identifiers.base32Of80Bits(value, "converted")
                        + "-"
                        + Identifiers.base32Of80Bits(form));
    }

    /** The part that all media of one conversation share: the folder of their objects. */
    public String conversationPart() {
        return value.substring(0, 16);
    }

    /** What the ids of all media of the same message begin with, the last dash included. */
    public String messagePrefix() {
        return value.substring(0, 34);
    }

    @Override
    public String toString() {
        return value;
    }
}
