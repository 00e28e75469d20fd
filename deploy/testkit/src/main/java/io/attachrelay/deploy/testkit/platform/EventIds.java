package io.attachrelay.deploy.testkit.platform;

import java.util.UUID;

/** The ids of one event. */
public record EventIds(String eventId, String conversationId, String messageId) {

    /** New ids, never used before. */
    public static EventIds random() {
        return new EventIds(
                UUID.randomUUID().toString(),
                "conv-" + UUID.randomUUID(),
                "msg-" + UUID.randomUUID());
    }

    /** New ids for another message of this conversation. */
    public static EventIds inConversation(String conversationId) {
        var ids = random();
        return new EventIds(ids.eventId(), conversationId, ids.messageId());
    }
}
