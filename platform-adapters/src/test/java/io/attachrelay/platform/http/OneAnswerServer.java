package io.attachrelay.platform.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers one request on each connection, as if it would keep it, and closes it then. */
final class OneAnswerServer implements AutoCloseable {

    private static final String ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{\"id\":\"id-1\"}";

    private final ServerSocket server;
    private final AtomicInteger closed = new AtomicInteger();

    OneAnswerServer() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::serve);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    int closed() {
        return closed.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                answer(connection);
            } catch (IOException e) {
                continue;
            }
            closed.incrementAndGet();
        }
    }

    /** Reads a whole request, or whatever comes first when it is no HTTP. */
    private static void answer(Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        byte[] buffer = new byte[16 << 10];
        String request = "";
        do {
            request += new String(buffer, 0, in.read(buffer), ISO_8859_1);
        } while (request.startsWith("POST") && !request.endsWith("}"));
        connection.getOutputStream().write(ANSWER.getBytes(ISO_8859_1));
    }
}
