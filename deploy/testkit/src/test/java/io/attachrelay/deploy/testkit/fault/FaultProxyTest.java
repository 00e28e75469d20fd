package io.attachrelay.deploy.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {

    private static final byte[] HELLO = "hello".getBytes();
    private static final byte[] MEBIBYTE = new byte[1 << 20];

    private ServerSocket echo;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serveEcho);
        proxy = FaultProxy.to("127.0.0.1", echo.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void without_a_fault_all_bytes_pass_both_ways() throws Exception {
        try (var client = connect()) {
            // Given
            var sender = Thread.ofVirtual().start(() -> sendAndFinish(client, MEBIBYTE));

            // When
            var answer = client.getInputStream().readAllBytes();

            // Then
            sender.join();
            assertThat(answer).isEqualTo(MEBIBYTE);
        }
    }

    @Test
    void latency_delays_both_directions() throws IOException {
        try (var client = connect()) {
            // Given
            proxy.inject(new Fault.Latency(Duration.ofMillis(120), Duration.ofMillis(80)));
            long start = System.nanoTime();

            // When
            exchange(client);

            // Then
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(200_000_000);
        }
    }

    @Test
    void bandwidth_bounds_the_bytes_a_second() throws Exception {
        try (var client = connect()) {
            // Given
            proxy.inject(new Fault.Bandwidth(5 << 20));
            long start = System.nanoTime();
            var sender = Thread.ofVirtual().start(() -> sendAndFinish(client, MEBIBYTE));

            // When
            client.getInputStream().readAllBytes();

            // Then
            sender.join();
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(200_000_000);
        }
    }

    @Test
    void a_cut_connection_delivers_what_came_before() throws IOException {
        // Given
        proxy.inject(new Fault.CutAfter(8));
        try (var client = connect()) {
            client.getOutputStream().write(HELLO);

            // When
            var answer = client.getInputStream().readAllBytes();

            // Then
            assertThat(answer).isEqualTo("hel".getBytes());
        }
    }

    @Test
    void a_black_hole_holds_bytes_back_until_it_is_healed() throws IOException {
        try (var client = connect()) {
            // Given
            proxy.inject(new Fault.BlackHole());
            client.setSoTimeout(100);
            client.getOutputStream().write(HELLO);

            // When
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketTimeoutException.class);
            proxy.heal();

            // Then
            client.setSoTimeout(10_000);
            assertThat(client.getInputStream().readNBytes(HELLO.length)).isEqualTo(HELLO);
        }
    }

    @Test
    void a_reset_on_connect_spares_older_connections() throws IOException {
        try (var older = connect()) {
            // Given
            exchange(older);

            // When
            proxy.inject(new Fault.ResetOnConnect());

            // Then
            try (var newer = connect()) {
                assertThatThrownBy(() -> exchange(newer)).isInstanceOf(SocketException.class);
            }
            assertThat(exchange(older)).isEqualTo(HELLO);
        }
    }

    @Test
    void a_refusing_proxy_listens_again_on_its_port_when_healed() throws IOException {
        // Given
        int port = proxy.port();
        var older = connect();
        exchange(older);

        // When
        proxy.inject(new Fault.Refuse());

        // Then
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> exchange(older)).isInstanceOf(SocketException.class);
        proxy.heal();
        try (var client = connect()) {
            assertThat(exchange(client)).isEqualTo(HELLO);
            assertThat(proxy.port()).isEqualTo(port);
        }
    }

    @Test
    void a_closed_proxy_refuses_and_resets() throws IOException {
        // Given
        proxy.inject(new Fault.BlackHole());
        var client = connect();

        // When
        proxy.close();

        // Then
        assertThatThrownBy(() -> exchange(client)).isInstanceOf(SocketException.class);
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    }

    private Socket connect() throws IOException {
        var client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setSoTimeout(10_000);
        return client;
    }

    private static byte[] exchange(Socket client) throws IOException {
        client.getOutputStream().write(HELLO);
        var answer = client.getInputStream().readNBytes(HELLO.length);
        if (answer.length < HELLO.length) {
            throw new SocketException("ended early");
        }
        return answer;
    }

    private static void sendAndFinish(Socket client, byte[] bytes) {
        try {
            client.getOutputStream().write(bytes);
            client.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serveEcho() {
        try {
            while (true) {
                var socket = echo.accept();
                Thread.ofVirtual().start(() -> echo(socket));
            }
        } catch (IOException _) {
            // The test is over.
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException _) {
            // The proxy reset the connection.
        }
    }
}
