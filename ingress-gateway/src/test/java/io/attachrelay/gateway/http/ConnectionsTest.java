package io.attachrelay.gateway.http;

import static org.assertj.core.api.Assertions.assertThatCode;

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

    /** Twice what Java lets wait by itself, and less than 128, the most on some systems. */
    private static final int BURST = 100;

    /** What is dropped comes again, and is dropped again, after 1, 3, 7 and 15 s. */
    private static final int CONNECT_MILLIS = 20_000;

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
    void a_burst_of_connections_is_let_in_before_any_is_accepted() {
        // Given
        port.setAccepting(false);

        // Then
        for (int i = 0; i < BURST; i++) {
            assertThatCode(this::connect).doesNotThrowAnyException();
        }
    }

    private void connect() throws IOException {
        Socket socket = new Socket();
        burst.add(socket);
        socket.connect(new InetSocketAddress("127.0.0.1", port.getLocalPort()), CONNECT_MILLIS);
    }
}
