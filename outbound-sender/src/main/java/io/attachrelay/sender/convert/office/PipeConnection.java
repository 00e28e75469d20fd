package io.attachrelay.sender.convert.office;

import com.sun.star.connection.XConnection;
import com.sun.star.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * LibreOffice's own connections need a network or a native library; this one goes through a socket
 * in the file system, which reaches into the box.
 */
final class PipeConnection implements XConnection {

    // Answers come in many small pieces.
    private static final int BUFFER_BYTES = 16 << 10;

    private final SocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).flip();

    private PipeConnection(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Connects.
     *
     * @throws java.io.IOException if nobody listens there
     */
    static PipeConnection to(Path socket) throws java.io.IOException {
        return new PipeConnection(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    }

    /** Reads as much as is asked for; less only at the end. One thread of the bridge reads. */
    @Override
    public int read(byte[][] bytes, int wanted) throws IOException {
        byte[] read = new byte[wanted];
        int length = 0;
        while (length < wanted && fill()) {
            int part = Math.min(wanted - length, buffer.remaining());
            buffer.get(read, length, part);
            length += part;
        }
        bytes[0] = length == wanted ? read : Arrays.copyOf(read, length);
        return length;
    }

    private boolean fill() throws IOException {
        if (buffer.hasRemaining()) {
            return true;
        }
        try {
            int read = channel.read(buffer.clear());
            buffer.flip();
            return read > 0;
        } catch (java.io.IOException e) {
            buffer.clear().flip();
            throw failure(e);
        }
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        try {
            while (rest.hasRemaining()) {
                int _ = channel.write(rest);
            }
        } catch (java.io.IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } catch (java.io.IOException e) {
            throw failure(e);
        }
    }

    @Override
    public String getDescription() {
        return "pipe";
    }

    private static IOException failure(java.io.IOException cause) {
        return new IOException(cause, cause.toString());
    }
}
