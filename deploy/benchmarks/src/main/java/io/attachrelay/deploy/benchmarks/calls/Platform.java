package io.attachrelay.deploy.benchmarks.calls;

import io.attachrelay.deploy.benchmarks.world.World;
import io.attachrelay.model.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** A {@link SlowPlatform} process, asked for its account. */
final class Platform {

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    private Platform(int port) {
        this.port = port;
    }

    /**
     * Starts one.
     *
     * @param world ends it
     * @param millis how long a call takes
     */
    static Platform start(World world, long millis) throws IOException {
        String time = Long.toString(millis);
        return new Platform(world.start("platform", SlowPlatform.class, time).port());
    }

    int port() {
        return port;
    }

    void reset() throws IOException, InterruptedException {
        exchange(request("reset").POST(BodyPublishers.noBody()).build());
    }

    CallReport report() throws IOException, InterruptedException {
        return Json.mapper().readValue(exchange(request("report").build()), CallReport.class);
    }

    private HttpRequest.Builder request(String what) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/%s".formatted(port, what)));
    }

    private String exchange(HttpRequest request) throws IOException, InterruptedException {
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the platform answered " + answer.statusCode());
        }
        return answer.body();
    }
}
