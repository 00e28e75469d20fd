package io.attachrelay.sender;

import io.attachrelay.model.MediaId;
import io.attachrelay.model.OutboundCommand;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Builds commands; a test names only what matters to it. The id is the conversation's too. */
record Commands(
        String id,
        String tenant,
        String conversationId,
        @Nullable String channel,
        @Nullable String from,
        @Nullable String text,
        OutboundCommand.@Nullable Attachment attachment,
        @Nullable Instant sendAfter,
        @Nullable Instant expiresAt) {

    static Commands genesys(String id) {
        return new Commands(id, "acme", "conv-" + id, null, "agent-1", "hello", null, null, null);
    }

    static Commands cxone(String id) {
        return new Commands(id, "globex", "conv-" + id, null, null, "hello", null, null, null);
    }

    Commands in(String conversation) {
        return new Commands(
                id, tenant, conversation, channel, from, text, attachment, sendAfter, expiresAt);
    }

    Commands ofTenant(String other) {
        return new Commands(
                id, other, conversationId, channel, from, text, attachment, sendAfter, expiresAt);
    }

    Commands on(String other) {
        return new Commands(
                id, tenant, conversationId, other, from, text, attachment, sendAfter, expiresAt);
    }

    Commands from(@Nullable String sender) {
        return new Commands(
                id,
                tenant,
                conversationId,
                channel,
                sender,
                text,
                attachment,
                sendAfter,
                expiresAt);
    }

    Commands text(@Nullable String other) {
        return new Commands(
                id, tenant, conversationId, channel, from, other, attachment, sendAfter, expiresAt);
    }

    Commands with(MediaId mediaId) {
        return with(mediaId.value(), null);
    }

    Commands with(String mediaId, @Nullable String fileName) {
        var file = new OutboundCommand.Attachment(mediaId, fileName);
        return new Commands(
                id, tenant, conversationId, channel, from, text, file, sendAfter, expiresAt);
    }

    Commands after(Instant time) {
        return new Commands(
                id, tenant, conversationId, channel, from, text, attachment, time, expiresAt);
    }

    Commands before(Instant time) {
        return new Commands(
                id, tenant, conversationId, channel, from, text, attachment, sendAfter, time);
    }

    OutboundCommand build() {
        return new OutboundCommand(
                id,
                tenant,
                conversationId,
                channel,
                "customer-1",
                from,
                text,
                attachment,
                sendAfter,
                expiresAt);
    }
}
