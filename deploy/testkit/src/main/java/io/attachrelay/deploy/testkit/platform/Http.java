package io.attachrelay.deploy.testkit.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The JDK's web server, the way the simulators use it. */
final class Http {

    private static final int BACKLOG = 1_024;

    private Http() {}

    /** What is answered: a status, a JSON body and the wait that is asked for, null for none. */
    record Answer(int status, JsonNode body, @Nullable Integer retryAfterSeconds) {

        static Answer of(int status, JsonNode body) {
            return new Answer(status, body, null);
        }

        static Answer error(int status, String message) {
            return of(status, Json.object().put("status", status).put("message", message));
        }
    }

    /** Serves on 127.0.0.1, a virtual thread a request; port 0 takes a free one. */
    static HttpServer serve(int port, HttpHandler handler) throws IOException {
        var address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
        var server = HttpServer.create(address, BACKLOG);
        server.createContext("/", handler);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return server;
    }

    static URI url(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    static void answer(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            // An unread rest of the request would end the connection before the answer is read.
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            if (answer.retryAfterSeconds() != null) {
                exchange.getResponseHeaders()
                        .set("Retry-After", answer.retryAfterSeconds().toString());
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            var bytes = Json.bytes(answer.body());
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Ends a handler so that the server closes the connection without a word. */
    static IOException closeConnection() {
        return new IOException("the simulator closes this connection");
    }

    static @Nullable String header(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }
}
