package io.attachrelay.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A client that sends something, then single bytes or nothing, and ends when it is cut off. What it
 * was answered until then is kept.
 */
public final class SlowSocket implements AutoCloseable {

    private final Socket socket = new Socket();
    private final StringBuffer answer = new StringBuffer();
    private final CountDownLatch cut = new CountDownLatch(1);

    private SlowSocket() {}

    /**
     * Sends {@code first} at once and a byte each 100 ms after it.
     *
     * @param drop what is sent again and again; empty for silence
     */
    public static SlowSocket open(URI server, String first, String drop) throws IOException {
        SlowSocket slow = connected(server, first);
        Thread.startVirtualThread(slow::listen);
        if (!drop.isEmpty()) {
            Thread.startVirtualThread(() -> slow.drip(drop));
        }
        return slow;
    }

    /** Sends {@code requests} and reads nothing of the answers. */
    static SlowSocket deaf(URI server, String requests) throws IOException {
        SlowSocket slow = connected(server, "");
        Thread.startVirtualThread(() -> slow.sendUntilCut(requests));
        return slow;
    }

    private static SlowSocket connected(URI server, String first) throws IOException {
        SlowSocket slow = new SlowSocket();
        slow.socket.setReceiveBufferSize(4096);
        slow.socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        slow.send(first);
        return slow;
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private void listen() {
        try {
            for (int b = socket.getInputStream().read();
                    b >= 0;
                    b = socket.getInputStream().read()) {
                answer.append((char) b);
            }
        } catch (IOException _) {
            // A reset is an end, too.
        } finally {
            cut.countDown();
        }
    }

    private void drip(String drop) {
        try {
            while (!cut.await(100, TimeUnit.MILLISECONDS)) {
                send(drop);
            }
        } catch (IOException | InterruptedException _) {
            // It was cut while it sent.
        }
    }

    private void sendUntilCut(String requests) {
        try {
            while (true) {
                send(requests);
            }
        } catch (IOException _) {
            cut.countDown();
        }
    }

    public boolean isCut() {
        return cut.getCount() == 0;
    }

    /** What was answered so far. */
    public String answer() {
        return answer.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
