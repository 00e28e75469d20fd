package io.attachrelay.validator.inspect.scan;

import io.attachrelay.settings.AntivirusAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A connection on which no step waits for ever. A Unix socket has no time-out of its own. */
final class ClamdChannel implements AutoCloseable {

    /** A signature's name and some words; more is no answer of clamd's. */
    private static final int LONGEST_ANSWER = 4 << 10;

    private final SocketChannel channel;
    private final ByteBuffer received = ByteBuffer.allocate(LONGEST_ANSWER).flip();

    private ClamdChannel(SocketChannel channel) {
        this.channel = channel;
    }

    static ClamdChannel connect(AntivirusAddress address, Duration limit) throws IOException {
        var made = new ClamdChannel(open(address));
        try {
            made.within(limit, () -> made.channel.connect(socketAddress(address)));
            return made;
        } catch (IOException | RuntimeException e) {
            made.close();
            throw e;
        }
    }

    /** A small file is a few small writes, and TCP would hold each back for 40 ms. */
    private static SocketChannel open(AntivirusAddress address) throws IOException {
        return switch (address) {
            case AntivirusAddress.Unix _ -> SocketChannel.open(StandardProtocolFamily.UNIX);
            case AntivirusAddress.Tcp _ ->
                    SocketChannel.open().setOption(StandardSocketOptions.TCP_NODELAY, true);
        };
    }

    private static SocketAddress socketAddress(AntivirusAddress address)
            throws UnknownHostException {
        return switch (address) {
            case AntivirusAddress.Unix(var path) -> UnixDomainSocketAddress.of(path);
            case AntivirusAddress.Tcp(var host, var port) -> {
                var place = new InetSocketAddress(host, port);
                if (place.isUnresolved()) {
                    throw new UnknownHostException("no host is called " + host);
                }
                yield place;
            }
        };
    }

    /** Writes all; {@code limit} is for as long as nothing is taken. */
    void write(ByteBuffer bytes, Duration limit) throws IOException {
        while (bytes.hasRemaining()) {
            within(limit, () -> channel.write(bytes));
        }
    }

    /**
     * The next answer, which ends with a zero byte; what stands before a zero byte that never came
     * is none.
     *
     * @return empty if the other side closed instead
     */
    String answer(Duration limit) throws IOException {
        var text = new StringBuilder();
        while (text.length() < LONGEST_ANSWER) {
            if (!received.hasRemaining() && !receive(limit)) {
                return "";
            }
            byte next = received.get();
            if (next == 0) {
                return text.toString();
            }
            text.append((char) (next & 0xff));
        }
        throw new IOException("it answers without an end");
    }

    private boolean receive(Duration limit) throws IOException {
        received.clear();
        int count = within(limit, () -> channel.read(received));
        received.flip();
        return count > 0;
    }

    /** Takes the step; where that lasts too long, the connection is closed under it. */
    private <T> T within(Duration limit, Step<T> step) throws IOException {
        var alarm = new CompletableFuture<Void>().orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS);
        var _ = alarm.exceptionally(_ -> closed());
        try {
            return step.run();
        } catch (IOException e) {
            if (alarm.isCompletedExceptionally()) {
                throw timeout(limit, e);
            }
            throw e;
        } finally {
            alarm.complete(null);
        }
    }

    private static IOException timeout(Duration limit, IOException cause) {
        var timeout = new SocketTimeoutException("it was silent for " + limit.toMillis() + " ms");
        timeout.initCause(cause);
        return timeout;
    }

    private Void closed() {
        close();
        return null;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // Nothing is lost with a connection that is not wanted any more.
        }
    }

    static ByteBuffer ascii(String text) {
        return StandardCharsets.US_ASCII.encode(text);
    }

    private interface Step<T> {
        T run() throws IOException;
    }
}
