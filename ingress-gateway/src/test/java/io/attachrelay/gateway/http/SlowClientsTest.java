package io.attachrelay.gateway.http;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.gateway.SlowSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlowClientsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n";

    private final Server server = new Server();
    private final ServerConnector port = new ServerConnector(server);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);

    @BeforeEach
    void start() throws Exception {
        var slow = new SlowClients(PATIENCE, PATIENCE, server.getScheduler());
        slow.setHandler(new Answering());
        server.addConnector(port);
        server.setHandler(slow);
        port.addBean(slow.connections());
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void a_second_head_that_drips_is_cut() throws Exception {
        // Given
        mayAnswer.countDown();

        // When
        try (var slow = SlowSocket.open(url(), GET + "\r\n" + GET, "X")) {

            // Then
            await().atMost(ofMinutes(1)).until(slow::isCut);
            assertThat(slow.answer()).startsWith("HTTP/1.1 200 ").containsOnlyOnce("HTTP/1.1");
        }
    }

    @Test
    void a_client_that_waits_for_us_is_not_cut() throws Exception {
        // Given
        try (var patient = SlowSocket.open(url(), GET + "\r\n", "");
                var silent = SlowSocket.open(url(), "", "")) {
            // The other began later, so that the first one's time would be over as well.
            await().atMost(ofMinutes(1)).until(silent::isCut);

            // When
            mayAnswer.countDown();

            // Then
            await().atMost(ofMinutes(1)).until(() -> patient.answer().contains("HTTP/1.1 200 "));
        }
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + port.getLocalPort());
    }

    private final class Answering extends Handler.Abstract {

        @Override
        public boolean handle(Request request, Response response, Callback callback)
                throws InterruptedException {
            mayAnswer.await();
            response.setStatus(200);
            callback.succeeded();
            return true;
        }
    }
}
