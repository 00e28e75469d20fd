package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;

import io.attachrelay.deploy.testkit.fault.Fault;
import io.attachrelay.deploy.testkit.fault.FaultProxy;
import io.attachrelay.deploy.testkit.platform.EventIds;
import io.attachrelay.deploy.testkit.platform.MediaFault;
import io.attachrelay.deploy.testkit.platform.MediaHost;
import io.attachrelay.deploy.testkit.platform.MediaItem;
import io.attachrelay.deploy.testkit.sample.SampleFile;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A media host of a platform, under an address of its own, that is down in one way. */
final class DownHost implements AutoCloseable {

    /** How a host is down. */
    enum Way {
        REFUSES_CONNECTIONS,
        ANSWERS_503,
        SWALLOWS_ALL
    }

    private final Stage stage;
    private final Way way;
    private final FaultProxy proxy;
    private final List<MediaItem> media = new ArrayList<>();

    DownHost(Stage stage, Way way) throws IOException {
        this.stage = stage;
        this.way = way;
        URI host = host().url();
        proxy = FaultProxy.to(host.getHost(), host.getPort());
        switch (way) {
            case REFUSES_CONNECTIONS -> proxy.inject(new Fault.Refuse());
            case SWALLOWS_ALL -> proxy.inject(new Fault.BlackHole());
            case ANSWERS_503 -> {}
        }
    }

    private MediaHost host() {
        return stage.platform(ACME).media();
    }

    /** Host and port as they stand in the media's URLs. */
    String authority() {
        return "127.0.0.1:" + proxy.port();
    }

    /** A message whose file is there once the host is back. */
    ArrivingMessage message(SampleFile file) {
        MediaItem item = stage.publish(ACME, file).getFirst();
        media.add(item);
        if (way == Way.ANSWERS_503) {
            host().inject(item, new MediaFault.Unavailable());
        }
        URI here = URI.create("http://" + authority() + item.url().getPath());
        return new ArrivingMessage(
                stage.platform(ACME), ACME, EventIds.random(), List.of(item.declaringUrl(here)));
    }

    /** How many requests have reached it; each comes on a connection of its own. */
    int requests() {
        return proxy.acceptedConnections();
    }

    /** Lets it be back. */
    void heal() {
        media.forEach(host()::heal);
        proxy.heal();
    }

    @Override
    public void close() throws IOException {
        proxy.close();
    }

    @Override
    public String toString() {
        return way + " at " + authority();
    }
}
