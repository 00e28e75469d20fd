package io.attachrelay.platform.genesys;

import io.attachrelay.platform.Announcement;
import io.attachrelay.platform.CallOutcome;
import io.attachrelay.platform.MessageSender;
import io.attachrelay.platform.http.AnswerId;
import io.attachrelay.platform.http.ApiCall;
import io.attachrelay.platform.http.PlatformHttp;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sends with {@code POST /api/v2/messages}; Genesys has no idempotency key for it. */
final class GenesysSender implements MessageSender {

    private final PlatformHttp http;

    GenesysSender(PlatformHttp http) {
        this.http = http;
    }

    private record Party(@Nullable String id) {}

    private record NewMessage(
            Party to, Party from, String type, @Nullable String body, @Nullable String mediaId) {}

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if {@link #missing} would have complained
     */
    @Override
    public <E extends Exception> CallOutcome<String> send(
            Message message, Announcement<E> announcement) throws E {
        String missing = missing(message.to(), message.from());
        if (missing != null) {
            throw new IllegalArgumentException("a message without " + missing);
        }
        Attachment attachment = message.attachment();
        NewMessage payload =
                new NewMessage(
                        new Party(message.to()),
                        new Party(message.from()),
                        "message",
                        message.text(),
                        attachment == null ? null : attachment.platformMediaId());
        return http.call(
                message.conversationId(),
                ApiCall.post(payload, "api", "v2", "messages"),
                AnswerId.under("id", "messageId", "message_id"),
                announcement);
    }

    @Override
    public Duration longestSend() {
        return http.longestMessage();
    }

    @Override
    public @Nullable String missing(@Nullable String to, @Nullable String from) {
        String missing =
                Stream.of(absent(to) ? "to" : "", absent(from) ? "from" : "")
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.joining(" and "));
        return missing.isEmpty() ? null : missing;
    }

    private static boolean absent(@Nullable String party) {
        return party == null || party.isBlank();
    }
}
