package io.attachrelay.deploy.testkit.platform;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * A contact-centre platform as the guide describes it, on this machine: it delivers webhooks,
 * serves media, and takes uploads, messages and attributes.
 *
 * <p>Its parts can be used from many threads at once. Below {@code /_sim/} the API's server is the
 * simulator's own control, see the README of this module.
 */
public abstract sealed class PlatformSimulator implements AutoCloseable
        permits GenesysSimulator, CxoneSimulator {

    private final String profile;
    private final SimulatorSettings settings;
    private final Tokens tokens;
    private final ApiFaults apiFaults = new ApiFaults();
    private final ReceivedLog received = new ReceivedLog();
    private final WebhookSender webhook;
    private final MediaHost media;
    private final HttpServer server;

    PlatformSimulator(String profile, PlatformApi api, SimulatorSettings settings)
            throws IOException {
        this.profile = profile;
        this.settings = settings;
        tokens = new Tokens(settings.clock());
        webhook = new WebhookSender(settings);
        media = new MediaHost(settings, tokens, api);
        var calls = new ApiServer(api, settings, tokens, apiFaults, received);
        var control = new ControlApi(this);
        try {
            server =
                    Http.serve(
                            settings.apiPort(),
                            exchange -> {
                                if (ControlApi.isMeant(exchange)) {
                                    control.handle(exchange);
                                } else {
                                    calls.handle(exchange);
                                }
                            });
        } catch (IOException e) {
            closeParts();
            throw e;
        }
    }

    /** What AttachRelay calls the profile that speaks to this platform. */
    public String profile() {
        return profile;
    }

    /** How the platform was set up. */
    public SimulatorSettings settings() {
        return settings;
    }

    /** The API's address, without a path. */
    public URI apiUrl() {
        return Http.url(server);
    }

    /** Where client credentials are turned into access tokens. */
    public URI tokenUrl() {
        return apiUrl().resolve(TokenEndpoint.PATH);
    }

    /** The access tokens issued. */
    public Tokens tokens() {
        return tokens;
    }

    /** The server that media are downloaded from. */
    public MediaHost media() {
        return media;
    }

    /** What goes wrong in the API. */
    public ApiFaults apiFaults() {
        return apiFaults;
    }

    /** What the API received. */
    public ReceivedLog received() {
        return received;
    }

    /** Delivers events. */
    public WebhookSender webhook() {
        return webhook;
    }

    /** Puts a medium on the media host. */
    public MediaItem publish(String fileName, String mimeType, byte[] bytes) {
        return media.publish(fileName, mimeType, MediaContent.of(bytes));
    }

    /**
     * The guide's event for a message with these media.
     *
     * @throws IllegalArgumentException when an event of this platform can't carry so many
     */
    public abstract WebhookEvent mediaEvent(EventIds ids, List<MediaItem> media);

    /** The event for a message with one medium. */
    public WebhookEvent mediaEvent(EventIds ids, MediaItem medium) {
        return mediaEvent(ids, List.of(medium));
    }

    /** The event for a message without any medium. */
    public abstract WebhookEvent textEvent(EventIds ids, String text);

    /** An event of another type. */
    public abstract WebhookEvent otherEvent(EventIds ids, String type);

    /** Ends all faults of the API and of the media host. */
    public void heal() {
        apiFaults.heal();
        media.heal();
    }

    /** Ends all connections and frees the ports. */
    @Override
    public void close() {
        server.stop(0);
        apiFaults.heal();
        closeParts();
    }

    private void closeParts() {
        media.close();
        webhook.close();
    }
}
