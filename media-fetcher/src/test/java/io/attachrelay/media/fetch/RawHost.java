package io.attachrelay.media.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A host on a real socket that writes whatever a test wants as its answer, byte for byte. */
final class RawHost implements AutoCloseable {

    private final ServerSocket listener;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    RawHost() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Writes one answer; the connection is closed behind it, or reset by a {@link Reset}. */
    interface Answer {
        void write(Request request, OutputStream out) throws Exception;
    }

    /** Breaks the connection instead of ending it. */
    static final class Reset extends Exception {

        private static final long serialVersionUID = 1;
    }

    /** What a client asked: the head, and how many requests for the path came before. */
    record Request(String head, int before) {

        /** A header's value, empty without it. */
        String header(String name) {
            String start = name + ": ";
            return head.lines()
                    .filter(line -> line.startsWith(start))
                    .map(line -> line.substring(start.length()))
                    .findFirst()
                    .orElse("");
        }
    }

    /** As it stands in a URL. */
    String name() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    String url(String path) {
        return "http://" + name() + path;
    }

    RawHost on(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    /** Answers with this text and these bytes, as they are. */
    RawHost on(String path, String head, byte[] body) {
        return on(
                path,
                (_, out) -> {
                    out.write(text(head + "\r\n\r\n"));
                    out.write(body);
                });
    }

    RawHost on(String path, String head) {
        return on(path, head, new byte[0]);
    }

    /** The heads of all requests so far. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    int connections() {
        return connections.get();
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            String head = head(socket);
            String path = head.split(" ", 3)[1];
            long before = requests.stream().filter(r -> r.split(" ", 3)[1].equals(path)).count();
            requests.add(head);
            answer(socket, answers.get(path), new Request(head, (int) before));
        } catch (Exception _) {
            // The client went away, or never spoke HTTP.
        }
    }

    private static void answer(Socket socket, Answer answer, Request request) throws Exception {
        try {
            answer.write(request, socket.getOutputStream());
        } catch (Reset _) {
            socket.setSoLinger(true, 0);
        }
    }

    private static String head(Socket socket) throws IOException {
        var in =
                new BufferedReader(
                        new InputStreamReader(
                                socket.getInputStream(), StandardCharsets.ISO_8859_1));
        StringBuilder head = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
