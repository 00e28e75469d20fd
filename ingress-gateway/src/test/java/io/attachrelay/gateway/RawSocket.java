package io.attachrelay.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Speaks HTTP as no well-behaved client does. */
final class RawSocket {

    private RawSocket() {}

    /** Sends {@code request} as it is; the answer as text, empty if there is none. */
    static String exchange(URI server, String request) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            send(socket, request);
            return new String(read(socket.getInputStream()), StandardCharsets.UTF_8);
        }
    }

    /** Sends {@code request} as it is and closes the connection before any answer. */
    static void sendAndClose(URI server, String request) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            send(socket, request);
        }
    }

    private static void send(Socket socket, String request) throws IOException {
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (SocketException _) {
            // A server may answer and close before it has read all.
        }
    }

    private static byte[] read(InputStream answer) {
        var text = new ByteArrayOutputStream();
        try {
            answer.transferTo(text);
        } catch (IOException _) {
            // A reset after the answer: what came is what there is.
        }
        return text.toByteArray();
    }
}
