package io.attachrelay.deploy.testkit.fault;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** One client's connection with its counterpart to the target. */
final class ProxiedConnection {

    private static final int CHUNK = 8 << 10;
    // With a latency of 1 s a direction still carries 8 MiB/s.
    private static final int CHUNKS_UNDER_WAY = 1_024;
    private static final byte[] END = {};

    private final Socket client;
    private final Socket upstream = new Socket();
    private final Weather weather;
    private final AtomicLong carried = new AtomicLong();

    ProxiedConnection(Socket client, Weather weather) {
        this.client = client;
        this.weather = weather;
    }

    private record Chunk(byte[] bytes, long dueNanos) {}

    /** Carries bytes both ways until either side ends; returns when both directions are done. */
    void carry(InetSocketAddress target) {
        try (client;
                upstream) {
            weather.awaitDelivery(System.nanoTime());
            upstream.connect(target);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            var back = Thread.ofVirtual().start(() -> pump(upstream, client, false));
            pump(client, upstream, true);
            back.join();
        } catch (IOException _) {
            reset();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends both sides by a TCP reset, as a crashed peer does. */
    void reset() {
        for (var socket : new Socket[] {client, upstream}) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException _) {
                // It was closed already.
            }
        }
    }

    private void pump(Socket from, Socket to, boolean toTarget) {
        var underWay = new ArrayBlockingQueue<Chunk>(CHUNKS_UNDER_WAY);
        var writer = Thread.ofVirtual().start(() -> write(underWay, to));
        try {
            read(from, toTarget, underWay);
        } finally {
            try {
                underWay.put(new Chunk(END, due(toTarget)));
                writer.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void read(Socket from, boolean toTarget, BlockingQueue<Chunk> underWay) {
        try {
            var buffer = new byte[CHUNK];
            int n;
            while ((n = from.getInputStream().read(buffer)) > 0) {
                underWay.put(new Chunk(Arrays.copyOf(buffer, n), due(toTarget)));
            }
        } catch (IOException _) {
            reset();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(BlockingQueue<Chunk> underWay, Socket to) {
        try {
            while (true) {
                var chunk = underWay.take();
                weather.awaitDelivery(chunk.dueNanos());
                if (chunk.bytes() == END) {
                    to.shutdownOutput();
                    return;
                }
                weather.awaitBandwidth(chunk.bytes().length);
                deliver(chunk.bytes(), to);
            }
        } catch (IOException _) {
            reset();
            drain(underWay);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(byte[] bytes, Socket to) throws IOException {
        long before = carried.getAndAdd(bytes.length);
        long allowed = Math.clamp(weather.limit() - before, 0, bytes.length);
        to.getOutputStream().write(bytes, 0, (int) allowed);
        if (allowed < bytes.length) {
            // Not reset: the receiver would lose what it has not read yet.
            client.close();
            upstream.close();
            throw new IOException("cut");
        }
    }

    // The reader must not block for ever on a full queue that nobody empties.
    private static void drain(BlockingQueue<Chunk> underWay) {
        try {
            while (underWay.take().bytes() != END) {
                // Thrown away.
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private long due(boolean toTarget) {
        Duration latency = weather.latency(toTarget);
        return System.nanoTime() + latency.toNanos();
    }
}
