package io.attachrelay.deploy.benchmarks.calls;

import io.attachrelay.deploy.benchmarks.load.HttpLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Makes a record's call; all contenders make it in this way, over kept connections with as little
 * around them as can be: it is the consumers that are measured.
 */
final class Caller {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ConcurrentLinkedDeque<HttpLine> idle = new ConcurrentLinkedDeque<>();
    private final int port;

    Caller(int port) {
        this.port = port;
    }

    /**
     * Calls and waits for the answer.
     *
     * @param value sequence and due time, as {@link Workload} writes them
     * @return whether the platform did it
     */
    boolean call(String conversation, String value) throws IOException {
        HttpLine line = idle.poll();
        if (line == null) {
            line = new HttpLine(port, TIMEOUT);
        }
        String request =
                "POST /calls/%s/%s HTTP/1.1\r\nHost: platform\r\nContent-Length: 0\r\n\r\n"
                        .formatted(conversation, value);
        int status = line.exchange(request.getBytes(StandardCharsets.US_ASCII));
        idle.push(line);
        return status == 200;
    }
}
