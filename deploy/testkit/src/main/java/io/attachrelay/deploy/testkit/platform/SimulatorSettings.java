package io.attachrelay.deploy.testkit.platform;

import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * How a simulated platform is set up.
 *
 * @param apiPort of the API, 0 for a free one
 * @param mediaPort of the media host, 0 for a free one
 * @param clientId the OAuth client that may ask for tokens
 * @param clientSecret its secret
 * @param webhook where events go, null until {@link WebhookSender#target} names it
 * @param webhookAuth how deliveries prove themselves
 * @param retrySchedule how patiently events are delivered
 * @param clock for token lifetimes and times in what is recorded
 */
public record SimulatorSettings(
        int apiPort,
        int mediaPort,
        String clientId,
        String clientSecret,
        @Nullable URI webhook,
        WebhookAuth webhookAuth,
        RetrySchedule retrySchedule,
        Clock clock) {

    /** Free ports, client {@code sim-client}, hub signatures and the schedule of Genesys. */
    public static SimulatorSettings defaults() {
        return new SimulatorSettings(
                0,
                0,
                "sim-client",
                "sim-client-secret",
                null,
                new WebhookAuth.HubSignature("sim-webhook-secret"),
                RetrySchedule.GENESYS,
                Clock.systemUTC());
    }

    public SimulatorSettings withPorts(int api, int media) {
        return new SimulatorSettings(
                api, media, clientId, clientSecret, webhook, webhookAuth, retrySchedule, clock);
    }

    public SimulatorSettings withClient(String id, String secret) {
        return new SimulatorSettings(
                apiPort, mediaPort, id, secret, webhook, webhookAuth, retrySchedule, clock);
    }

    public SimulatorSettings withWebhook(URI url) {
        return new SimulatorSettings(
                apiPort, mediaPort, clientId, clientSecret, url, webhookAuth, retrySchedule, clock);
    }

    public SimulatorSettings withWebhookAuth(WebhookAuth auth) {
        return new SimulatorSettings(
                apiPort, mediaPort, clientId, clientSecret, webhook, auth, retrySchedule, clock);
    }

    public SimulatorSettings withRetrySchedule(RetrySchedule schedule) {
        return new SimulatorSettings(
                apiPort, mediaPort, clientId, clientSecret, webhook, webhookAuth, schedule, clock);
    }

    public SimulatorSettings withClock(Clock other) {
        return new SimulatorSettings(
                apiPort,
                mediaPort,
                clientId,
                clientSecret,
                webhook,
                webhookAuth,
                retrySchedule,
                other);
    }

    @Override
    public String toString() {
        return "SimulatorSettings[apiPort=%d, mediaPort=%d, clientId=%s, clientSecret=***, webhook=%s]"
                .formatted(apiPort, mediaPort, clientId, webhook);
    }
}
