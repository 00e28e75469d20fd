package io.attachrelay.platform.genesys;

import io.attachrelay.platform.Announcement;
import io.attachrelay.platform.CallOutcome;
import io.attachrelay.platform.MessageRef;
import io.attachrelay.platform.SystemMessages;
import io.attachrelay.platform.http.AnswerId;
import io.attachrelay.platform.http.ApiCall;
import io.attachrelay.platform.http.PlatformHttp;

/** Injects a system message with {@code POST /api/v2/messages/{messageId}}. */
final class GenesysSystemMessages implements SystemMessages {

    private final PlatformHttp http;

    GenesysSystemMessages(PlatformHttp http) {
        this.http = http;
    }

    private record SystemMessage(String type, String body) {}

    @Override
    public <E extends Exception> CallOutcome<Boolean> post(
            MessageRef message, String text, Announcement<E> announcement) throws E {
        return http.call(
                message.conversationId(),
                ApiCall.post(
                        new SystemMessage("system", text),
                        "api",
                        "v2",
                        "messages",
                        message.messageId()),
                AnswerId::none,
                announcement);
    }
}
