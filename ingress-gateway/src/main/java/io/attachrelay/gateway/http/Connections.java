package io.attachrelay.gateway.http;

import io.attachrelay.settings.GatewaySettings;
import java.time.Duration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The gateway's port, and what connections to it may do. */
final class Connections {

    /** Six times the pause of 5 s between a platform's attempts, so that they find it open. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

    /** Request line and headers; some 2,000 of the shortest headers fit in. */
    private static final int HEAD_BYTES = 8 << 10;

    private Connections() {}

    /** What is taken for HTTP. */
    static void restrict(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEAD_BYTES);
        // Javalin would let paths through that two readers may read in two ways.
        http.setUriCompliance(UriCompliance.DEFAULT);
    }

    /** A port for {@code server} that is not open yet. */
    static Connector of(Server server, HttpConfiguration http, GatewaySettings settings) {
        var port = new ServerConnector(server, new HttpConnectionFactory(http));
        port.setHost(settings.host());
        port.setPort(settings.port());
        // Java's own is 50. A burst fills that, and the kernel drops what comes then, of any
        // tenant, so that it comes again after a second. The limit is somaxconn.
        port.setAcceptQueueSize(settings.maxConnections());
        port.setIdleTimeout(KEEP_ALIVE.toMillis());
        server.addBean(new NetworkConnectionLimit(settings.maxConnections(), port));
        var slow = new SlowClients(settings.receiveWithin(), KEEP_ALIVE, server.getScheduler());
        server.insertHandler(slow);
        port.addBean(slow.connections());
        return port;
    }
}
