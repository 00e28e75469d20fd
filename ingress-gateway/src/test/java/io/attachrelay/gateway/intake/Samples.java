package io.attachrelay.gateway.intake;

import io.attachrelay.media.fetch.BearerTokens;
import io.attachrelay.media.fetch.FetchRequest;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.model.MessageContext;
import io.attachrelay.model.Origin;
import io.attachrelay.model.Platform;
import io.attachrelay.model.Profile;
import io.attachrelay.model.Sha256;
import io.attachrelay.platform.MediaReference;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;

/** Values that only need to be there. */
final class Samples {

    private Samples() {}

    static Medium medium(String attachmentId) {
        var message =
                new MessageContext(
                        "acme",
                        Origin.PLATFORM,
                        Platform.CXONE,
                        Profile.CXONE_CONVERSATION_EVENTS,
                        "event-1",
                        "message-1",
                        "conversation-1",
                        "web",
                        Instant.parse("2026-01-01T00:00:00Z"));
        return Medium.of(
                message,
                new MediaReference(
                        attachmentId, "https://media.example/" + attachmentId, "", "", null));
    }

    static StoredObject object(Medium medium) {
        byte[] bytes = "content".getBytes(StandardCharsets.UTF_8);
        return new StoredObject(
                medium.key(), medium.identity(), bytes.length, Sha256.of(bytes), Instant.EPOCH);
    }

    static FetchRequest request(Medium medium) {
        return new FetchRequest(
                medium.key(),
                medium.identity(),
                medium.reference().url(),
                Set.of("media.example"),
                new NoTokens());
    }

    private record NoTokens() implements BearerTokens {

        @Override
        public String token() {
            return "token";
        }

        @Override
        public void refused(String token) {}
    }
}
