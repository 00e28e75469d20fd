package io.attachrelay.deploy.benchmarks.world;

import io.attachrelay.deploy.benchmarks.load.Deliveries;
import io.attachrelay.deploy.benchmarks.load.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** A server that a platform delivers webhooks to: AttachRelay's gateway, or the peer. */
public final class Webhooked implements Contender, AutoCloseable {

    /** Below the store's folder: one for each tenant, which may stay. */
    private static final int TENANT = 1;

    private final String name;
    private final World world;
    private final Server server;
    private final Optional<Path> store;

    /**
     * @param store where it keeps its files; empty if that is no folder
     */
    Webhooked(String name, World world, Server server, Optional<Path> store) {
        this.name = name;
        this.world = world;
        this.server = server;
        this.store = store;
    }

    @Override
    public String name() {
        return name;
    }

    public Server server() {
        return server;
    }

    @Override
    public Work bring(int bytes, int count) {
        return bring(Tenant.ACME, bytes, count);
    }

    /** The same for a tenant. */
    public Work bring(Tenant tenant, int bytes, int count) {
        return new Deliveries(server.port(), events(tenant, bytes, count));
    }

    /** Events that were never delivered before, as they go over the wire. */
    public List<byte[]> events(Tenant tenant, int bytes, int count) {
        return requests(tenant, bodies(bytes, count));
    }

    /** The JSON of events that were never delivered before. */
    public List<byte[]> bodies(int bytes, int count) {
        Events events = events();
        return IntStream.range(0, count).mapToObj(_ -> events.next(bytes)).toList();
    }

    /** Events as they go over the wire. */
    public List<byte[]> requests(Tenant tenant, List<byte[]> bodies) {
        Events events = events();
        return bodies.stream().map(body -> events.request(tenant, body)).toList();
    }

    private Events events() {
        return new Events(world.platform(), world.fileHost().port());
    }

    @Override
    public Duration cpuTime() {
        return server.cpuTime();
    }

    @Override
    public void awaitQuiet() throws InterruptedException {
        server.awaitQuiet();
    }

    @Override
    public OptionalLong kept() throws IOException {
        return store.isPresent()
                ? OptionalLong.of(Folder.bytes(store.get()))
                : OptionalLong.empty();
    }

    @Override
    public void clear() throws IOException {
        if (store.isPresent()) {
            Folder.clear(store.get(), TENANT);
        }
    }

    /** Ends the server, if its world shall go on without it. */
    @Override
    public void close() {
        server.close();
    }
}
