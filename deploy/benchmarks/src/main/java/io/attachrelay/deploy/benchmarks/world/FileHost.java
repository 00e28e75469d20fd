package io.attachrelay.deploy.benchmarks.world;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A media host that is never the limit: {@code GET /media/{bytes}/{id}} answers with that many
 * bytes of one file, sent by the operating system itself. Tokens are not checked.
 */
public final class FileHost {

    private static final int BACKLOG = 1_024;
    private static final int LARGEST_HEAD = 8 << 10;
    private static final Pattern REQUEST = Pattern.compile("GET /media/([0-9]{1,9})/[^ ]* HTTP/1");
    private static final String HEAD =
            """
            HTTP/1.1 200 OK\r
            Content-Type: application/octet-stream\r
            Content-Length: %d\r
            \r
            """;

    private final FileChannel file;

    private FileHost(FileChannel file) {
        this.file = file;
    }

    /**
     * @param args the port and the file
     */
    public static void main(String[] args) throws IOException {
        Ending.withParent();
        try (FileChannel file = FileChannel.open(Path.of(args[1]));
                ServerSocketChannel server = ServerSocketChannel.open()) {
            var address = InetAddress.getLoopbackAddress();
            server.bind(new InetSocketAddress(address, Integer.parseInt(args[0])), BACKLOG);
            new FileHost(file).serve(server);
        }
    }

    // Threads of the operating system: sending a file blocks one, virtual or not.
    private void serve(ServerSocketChannel server) throws IOException {
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            while (true) {
                SocketChannel socket = server.accept();
                threads.execute(() -> answerAll(socket));
            }
        }
    }

    private void answerAll(SocketChannel socket) {
        try (socket) {
            ByteBuffer head = ByteBuffer.allocate(LARGEST_HEAD);
            Optional<String> request = read(socket, head);
            while (request.isPresent()) {
                answer(socket, request.get());
                request = read(socket, head.clear());
            }
        } catch (IOException _) {
            // The client went away, as it may.
        }
    }

    /** A request's head; empty when the client is done. */
    private static Optional<String> read(SocketChannel socket, ByteBuffer head) throws IOException {
        while (socket.read(head) >= 0 && head.hasRemaining()) {
            var text = new String(head.array(), 0, head.position(), StandardCharsets.ISO_8859_1);
            if (text.endsWith("\r\n\r\n")) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    private void answer(SocketChannel socket, String request) throws IOException {
        Matcher matcher = REQUEST.matcher(request);
        if (!matcher.lookingAt()) {
            throw new IOException("not a request for a medium");
        }
        long size = Math.min(Long.parseLong(matcher.group(1)), file.size());
        socket.write(ByteBuffer.wrap(HEAD.formatted(size).getBytes(StandardCharsets.US_ASCII)));
        long sent = 0;
        while (sent < size) {
            sent += file.transferTo(sent, size - sent, socket);
        }
    }
}
