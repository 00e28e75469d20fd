package io.attachrelay.platform;

import io.attachrelay.model.Profile;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * How much a platform takes of a message's routing attributes.
 *
 * @param bytes of all names and values together in UTF-8, at most
 */
public record AttributeRoom(int bytes) {

    /** No limit is known. */
    public static final AttributeRoom UNLIMITED = new AttributeRoom(Integer.MAX_VALUE);

    /**
     * What the vendors' middleware in use keeps to: 1,900 bytes of custom attributes of a message
     * in a public Open Messaging sample for Genesys Cloud, which names no limit itself. NICE
     * documents none for custom fields.
     */
    private static final AttributeRoom GENESYS_SAMPLE = new AttributeRoom(1_900);

    /** The room at a profile's platform. */
    public static AttributeRoom of(Profile profile) {
        return switch (profile.platform()) {
            case GENESYS -> GENESYS_SAMPLE;
            case CXONE -> UNLIMITED;
        };
    }

    /** Whether so many attributes are taken. */
    public boolean holds(Map<String, String> attributes) {
        return bytes(attributes) <= bytes;
    }

    /** What attributes take of the room. */
    public static long bytes(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .mapToLong(a -> utf8(a.getKey()) + utf8(a.getValue()))
                .sum();
    }

    private static long utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
