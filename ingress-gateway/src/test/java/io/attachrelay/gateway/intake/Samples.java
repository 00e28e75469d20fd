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
import io.attachrelay.platform.ParsedWebhook;
import io.attachrelay.platform.WebhookCodec;
import io.attachrelay.platform.WebhookVerifier;
import io.attachrelay.settings.OAuthSettings;
import io.attachrelay.settings.Secret;
import io.attachrelay.settings.TenantSettings;
import io.attachrelay.settings.WebhookAuth;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Values that only need to be there. */
final class Samples {

    private static final MessageContext MESSAGE =
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

    private static final TenantSettings SETTINGS =
            new TenantSettings(
                    "acme",
                    Profile.CXONE_CONVERSATION_EVENTS,
                    URI.create("https://api.example"),
                    new OAuthSettings(
                            URI.create("https://login.example"), "id", new Secret("secret")),
                    new WebhookAuth.None(),
                    Optional.empty(),
                    Set.of("media.example"),
                    "web");

    private Samples() {}

    static Medium medium(String attachmentId) {
        return Medium.of(
                MESSAGE,
                new MediaReference(
                        attachmentId, "https://media.example/" + attachmentId, "", "", null));
    }

    static StoredObject object(Medium medium) {
        byte[] bytes = "content".getBytes(StandardCharsets.UTF_8);
        return new StoredObject(
                medium.key(), medium.identity(), bytes.length, Sha256.of(bytes), Instant.EPOCH);
    }

    /** The same tenant under another name. */
    static Tenant tenant(String name, WebhookCodec webhooks) {
        var settings =
                new TenantSettings(
                        name,
                        SETTINGS.profile(),
                        SETTINGS.apiUrl(),
                        SETTINGS.oauth(),
                        SETTINGS.webhook(),
                        SETTINGS.serviceToken(),
                        SETTINGS.mediaHosts(),
                        SETTINGS.channel());
        return new Tenant(
                settings, new WebhookVerifier(settings.webhook()), webhooks, new NoTokens());
    }

    /** A message with that one attachment, which nobody waits for. */
    static Arrival arrival(String attachmentId) {
        return arrival(attachmentId, Deadline.in(Duration.ZERO));
    }

    /** A message with that one attachment. */
    static Arrival arrival(String attachmentId, Deadline answerBy) {
        var tenant =
                new Tenant(
                        SETTINGS,
                        new WebhookVerifier(SETTINGS.webhook()),
                        _ -> new ParsedWebhook.Ignored(null),
                        new NoTokens());
        return new Arrival(
                tenant, MESSAGE, List.of(medium(attachmentId)), TraceParent.of(null), answerBy);
    }

    /** A message with those attachments, which nobody waits for. */
    static Arrival arrivalOf(String... attachmentIds) {
        Arrival one = arrival("");
        List<Medium> media = Stream.of(attachmentIds).map(Samples::medium).toList();
        return new Arrival(one.tenant(), one.message(), media, one.trace(), one.answerBy());
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
