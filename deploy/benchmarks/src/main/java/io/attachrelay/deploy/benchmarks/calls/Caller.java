package io.attachrelay.deploy.benchmarks.calls;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executors;

/** Makes a record's call; all contenders make it in this way. */
final class Caller {

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
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
    boolean call(String conversation, String value) throws IOException, InterruptedException {
        URI uri =
                URI.create("http://127.0.0.1:%d/calls/%s/%s".formatted(port, conversation, value));
        HttpRequest request =
                HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.noBody()).build();
        return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }
}
