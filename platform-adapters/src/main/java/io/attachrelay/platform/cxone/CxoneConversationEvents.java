package io.attachrelay.platform.cxone;

import io.attachrelay.platform.PlatformAdapter;
import io.attachrelay.platform.TokenSource;
import io.attachrelay.platform.http.AnswerId;
import io.attachrelay.platform.http.MultipartUploader;
import io.attachrelay.platform.http.PlatformHttp;
import java.time.Clock;
import java.util.List;

/** The profile {@code cxone-conversation-events}. */
public final class CxoneConversationEvents {

    private static final List<String> UPLOADS = List.of("v1", "conversations", "media");

    private CxoneConversationEvents() {}

    /**
     * All ports of one tenant.
     *
     * @param tokens the ones that {@code http} uses
     */
    public static PlatformAdapter adapter(PlatformHttp http, TokenSource tokens, Clock clock) {
        CxoneMessages messages = new CxoneMessages(http);
        return new PlatformAdapter(
                new CxoneWebhookCodec(clock),
                tokens,
                new MultipartUploader(
                        http, UPLOADS, AnswerId.under("attachment_id", "attachmentId", "id")),
                messages,
                new CxoneRouting(http),
                messages);
    }
}
