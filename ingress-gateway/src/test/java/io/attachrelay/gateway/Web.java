package io.attachrelay.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A plain HTTP client. */
final class Web implements AutoCloseable {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Reply call(String method, URI url, BodyPublisher body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(url).method(method, body);
        headers.forEach(request::header);
        try {
            return new Reply(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Reply get(URI url, Map<String, String> headers) {
        return call("GET", url, HttpRequest.BodyPublishers.noBody(), headers);
    }

    Reply get(URI url) {
        return get(url, Map.of());
    }

    @Override
    public void close() {
        client.close();
    }

    record Reply(HttpResponse<byte[]> response) {

        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        byte[] body() {
            return response.body();
        }

        String text() {
            return new String(body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return Json.mapper().readTree(body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
