package io.attachrelay.media.fetch;

import static io.attachrelay.media.fetch.RawHost.text;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A medium on a host that knows ranges, and that breaks off its answers: the first after so many
 * bytes, the second after so many, and so on; later ones are whole.
 */
final class RangedMedium implements RawHost.Answer {

    private final Queue<Integer> stretches;
    private volatile Version version;

    RangedMedium(byte[] content, String etag, Integer... stretches) {
        this.version = new Version(content, etag);
        this.stretches = new ConcurrentLinkedQueue<>(List.of(stretches));
    }

    private record Version(byte[] content, String etag) {

        private String head(int from) {
            int length = content.length - from;
            return "HTTP/1.1 %s\r\nConnection: close\r\nETag: %s\r\nContent-Length: %d%s\r\n\r\n"
                    .formatted(
                            from < 0 ? "200 OK" : "206 Partial Content",
                            etag,
                            from < 0 ? content.length : length,
                            from < 0 ? "" : "\r\n" + contentRange(from));
        }

        private String contentRange(int from) {
            return "Content-Range: bytes "
                    + from
                    + "-"
                    + (content.length - 1)
                    + "/"
                    + content.length;
        }
    }

    /** Another file takes its place. */
    void swap(byte[] content, String etag) {
        version = new Version(content, etag);
    }

    @Override
    public void write(RawHost.Request request, OutputStream out) throws IOException {
        Version now = version;
        String range = request.header("Range");
        boolean same = request.header("If-Range").equals(now.etag);
        int from =
                same && !range.isEmpty()
                        ? Integer.parseInt(range.substring("bytes=".length(), range.length() - 1))
                        : -1;
        byte[] rest = Arrays.copyOfRange(now.content, Math.max(from, 0), now.content.length);
        Integer stretch = stretches.poll();
        out.write(text(now.head(from)));
        out.write(rest, 0, stretch == null ? rest.length : Math.min(stretch, rest.length));
    }
}
