package io.attachrelay.platform.cxone;

import io.attachrelay.platform.Announcement;
import io.attachrelay.platform.CallOutcome;
import io.attachrelay.platform.MessageRef;
import io.attachrelay.platform.MessageSender;
import io.attachrelay.platform.SafeFileName;
import io.attachrelay.platform.SystemMessages;
import io.attachrelay.platform.http.AnswerId;
import io.attachrelay.platform.http.ApiCall;
import io.attachrelay.platform.http.PlatformHttp;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages to the customer and to the agent: both are posted into the conversation, which knows who
 * talks in it.
 */
final class CxoneMessages implements MessageSender, SystemMessages {

    private final PlatformHttp http;

    CxoneMessages(PlatformHttp http) {
        this.http = http;
    }

    private record NewMessage(String type, Content content) {}

    private record Content(@Nullable String text, @Nullable List<Attached> attachments) {}

    private record Attached(String attachmentId, String fileName, String mimeType) {}

    @Override
    public <E extends Exception> CallOutcome<String> send(
            Message message, Announcement<E> announcement) throws E {
        Content content = new Content(message.text(), attached(message.attachment()));
        return http.call(
                message.conversationId(),
                newMessage(message.conversationId(), new NewMessage("OUTBOUND", content)),
                AnswerId.under("message_id", "messageId", "id"),
                announcement);
    }

    @Override
    public Duration longestSend() {
        return http.longestMessage();
    }

    @Override
    public @Nullable String missing(@Nullable String to, @Nullable String from) {
        return null;
    }

    @Override
    public <E extends Exception> CallOutcome<Boolean> post(
            MessageRef message, String text, Announcement<E> announcement) throws E {
        Content content = new Content(text, null);
        return http.call(
                message.conversationId(),
                newMessage(message.conversationId(), new NewMessage("SYSTEM", content)),
                AnswerId::none,
                announcement);
    }

    private static ApiCall newMessage(String conversationId, NewMessage payload) {
        return ApiCall.post(payload, "v1", "conversations", conversationId, "messages");
    }

    private static @Nullable List<Attached> attached(@Nullable Attachment attachment) {
        if (attachment == null) {
            return null;
        }
        String name = SafeFileName.of(attachment.fileName(), attachment.mediaType());
        return List.of(new Attached(attachment.platformMediaId(), name, attachment.mediaType()));
    }
}
