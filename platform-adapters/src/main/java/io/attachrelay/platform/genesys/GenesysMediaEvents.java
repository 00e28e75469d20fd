package io.attachrelay.platform.genesys;

import io.attachrelay.platform.PlatformAdapter;
import io.attachrelay.platform.TokenSource;
import io.attachrelay.platform.http.AnswerId;
import io.attachrelay.platform.http.MultipartUploader;
import io.attachrelay.platform.http.PlatformHttp;
import java.time.Clock;
import java.util.List;

/** The profile {@code genesys-media-events}. */
public final class GenesysMediaEvents {

    private static final List<String> UPLOADS = List.of("api", "v2", "message", "mediadata");

    private GenesysMediaEvents() {}

    /**
     * All ports of one tenant.
     *
     * @param tokens the ones that {@code http} uses
     */
    public static PlatformAdapter adapter(PlatformHttp http, TokenSource tokens, Clock clock) {
        return new PlatformAdapter(
                new GenesysWebhookCodec(clock),
                tokens,
                new MultipartUploader(http, UPLOADS, AnswerId.under("media_id", "mediaId", "id")),
                new GenesysSender(http),
                new GenesysRouting(http),
                new GenesysSystemMessages(http));
    }
}
