package io.attachrelay.platform;

/**
 * A message of a conversation.
 *
 * @param messageId the platform's message id; where a call concerns no message, the conversation's
 *     id stands here too
 */
public record MessageRef(String conversationId, String messageId) {

    /** The conversation as a whole. */
    public static MessageRef ofConversation(String conversationId) {
        return new MessageRef(conversationId, conversationId);
    }
}
