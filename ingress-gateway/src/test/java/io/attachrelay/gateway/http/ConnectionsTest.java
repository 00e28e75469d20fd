package io.attachrelay.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.settings.GatewaySettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    /** Several times what Java lets wait by itself. */
    private static final int BURST = 300;

    private static final int CONNECT_MILLIS = 60_000;

    private static final GatewaySettings SETTINGS =
            new GatewaySettings(
                    "127.0.0.1",
                    0,
                    Optional.empty(),
                    Duration.ofMinutes(1),
                    1 << 20,
                    BURST,
                    Optional.empty());

    private final Server server = new Server();
    private final ServerConnector port =
            (ServerConnector) Connections.of(server, new HttpConfiguration(), SETTINGS);
    private final List<Socket> burst = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        server.addConnector(port);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : burst) {
            socket.close();
        }
        server.stop();
    }

    @Test
    void a_burst_of_connections_is_let_in_before_any_is_accepted() throws IOException {
        // Given
        port.setAccepting(false);

        // When
        for (int i = 0; i < BURST; i++) {
            Socket socket = new Socket();
            burst.add(socket);
            socket.connect(new InetSocketAddress("127.0.0.1", port.getLocalPort()), CONNECT_MILLIS);
        }

        // Then
        assertThat(burst).allMatch(Socket::isConnected);
    }
}
