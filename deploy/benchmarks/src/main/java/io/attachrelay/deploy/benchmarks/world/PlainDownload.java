package io.attachrelay.deploy.benchmarks.world;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Gets one file after another from the media host by the plainest loop there is. */
final class PlainDownload {

    /** As AttachRelay's own buffer. */
    private static final int BUFFER_BYTES = 64 << 10;

    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final int hostPort;
    private final int bytes;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    /**
     * @param bytes that each file has
     */
    PlainDownload(int hostPort, int bytes) {
        this.hostPort = hostPort;
        this.bytes = bytes;
    }

    /** Takes a file's bytes, piece by piece. */
    @FunctionalInterface
    interface Sink {
        void take(ByteBuffer piece) throws IOException;
    }

    /** Gets a file of that name. */
    void into(String name, Sink sink) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), hostPort)) {
            String request =
                    "GET /media/%d/%s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".formatted(bytes, name);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            copy(socket.getInputStream(), sink);
        }
    }

    private void copy(InputStream in, Sink sink) throws IOException {
        int filled = 0;
        int head = 0;
        while (head == 0) {
            filled += read(in, filled);
            head = headLength(filled);
        }
        sink.take(ByteBuffer.wrap(buffer, head, filled - head));
        int left = bytes - (filled - head);
        while (left > 0) {
            int count = read(in, 0);
            sink.take(ByteBuffer.wrap(buffer, 0, count));
            left -= count;
        }
    }

    private int read(InputStream in, int offset) throws IOException {
        int count = in.read(buffer, offset, buffer.length - offset);
        if (count <= 0) {
            throw new EOFException("the media host sent too little");
        }
        return count;
    }

    /** How many bytes the answer's head has; 0 if it is not there as a whole. */
    private int headLength(int filled) {
        int at = new String(buffer, 0, filled, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
        return at < 0 ? 0 : at + HEAD_END.length;
    }
}
