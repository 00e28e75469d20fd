package io.attachrelay.deploy.testkit.platform;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes a medium's bytes as the answer to a download, as its fault wants them. */
record MediaBody(HttpExchange exchange, MediaContent content, int status, ByteRange range) {

    // The JDK's server takes 0 for a chunked body.
    private static final long CHUNKED = 0;

    /**
     * Writes the answer.
     *
     * @param healed opens at the end of the fault
     * @throws IOException also to end the connection early
     */
    void send(MediaFault.@Nullable Distortion fault, CountDownLatch healed) throws IOException {
        switch (fault) {
            case MediaFault.Slow(var bytesPerSecond) ->
                    write(
                            new SlowStream(
                                    open(range.length()), bytesPerSecond, new CountDownLatch(1)));
            case MediaFault.Drip(var bytesPerSecond) ->
                    write(new SlowStream(open(range.length()), bytesPerSecond, healed));
            case MediaFault.Silent() -> {
                open(range.length()).flush();
                await(healed);
                throw Http.closeConnection();
            }
            case MediaFault.StallAfter(var bytes) -> stall(open(range.length()), bytes, healed);
            case MediaFault.CutAfter(var bytes) -> cut(open(range.length()), bytes);
            case MediaFault.Chunked() -> write(open(CHUNKED));
            case MediaFault.ChunkedCutAfter(var bytes) -> cut(open(CHUNKED), bytes);
            case MediaFault.Endless() -> repeat(open(CHUNKED));
            case MediaFault.Gzipped() -> zip();
            case null -> write(open(range.length()));
        }
    }

    // For the JDK's server -1 is a body of length 0.
    private OutputStream open(long length) throws IOException {
        boolean empty = length == 0 && content.size() == 0;
        exchange.sendResponseHeaders(status, empty ? -1 : length);
        return empty ? OutputStream.nullOutputStream() : exchange.getResponseBody();
    }

    private void write(OutputStream out) throws IOException {
        content.writeTo(new BodyWindow(out, range.from(), range.length()));
        exchange.close();
    }

    private void stall(OutputStream out, long bytes, CountDownLatch healed) throws IOException {
        long before = Math.min(bytes, range.length());
        content.writeTo(new BodyWindow(out, range.from(), before));
        out.flush();
        await(healed);
        content.writeTo(new BodyWindow(out, range.from() + before, range.length() - before));
        exchange.close();
    }

    private void cut(OutputStream out, long bytes) throws IOException {
        content.writeTo(new BodyWindow(out, range.from(), Math.min(bytes, range.length())));
        out.flush();
        throw Http.closeConnection();
    }

    private void zip() throws IOException {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        try (var zipped = new GZIPOutputStream(open(CHUNKED))) {
            content.writeTo(new BodyWindow(zipped, range.from(), range.length()));
        }
        exchange.close();
    }

    private void repeat(OutputStream out) throws IOException {
        while (content.size() > 0) {
            content.writeTo(out);
        }
    }

    private static void await(CountDownLatch latch) throws InterruptedIOException {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
