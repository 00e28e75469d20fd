package io.attachrelay.platform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An HTTP server that keeps what it was asked and answers what the test says. */
public final class ScriptedServer implements AutoCloseable {

    /** What arrived; {@code path} as it stood on the wire, {@code client} the connection's end. */
    public record Request(
            String method,
            String path,
            Map<String, List<String>> headers,
            byte[] body,
            InetSocketAddress client) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    /** What is answered. */
    public record Answer(int status, String body, Map<String, String> headers, boolean broken) {

        public static Answer of(int status, String body) {
            return new Answer(status, body, Map.of(), false);
        }

        public Answer with(String header, String value) {
            return new Answer(status, body, Map.of(header, value), broken);
        }

        /** Announces more bytes than it sends, then breaks the connection. */
        public Answer brokenOff() {
            return new Answer(status, body, headers, true);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    public ScriptedServer(Function<Request, Answer> script) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> serve(exchange, script));
        server.setExecutor(threads);
        server.start();
    }

    public static ScriptedServer answering(Answer... answers) {
        var left = new CopyOnWriteArrayList<>(answers);
        return new ScriptedServer(_ -> left.size() > 1 ? left.removeFirst() : left.getFirst());
    }

    public static ScriptedServer answering(int status, String body) {
        return answering(Answer.of(status, body));
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange, Function<Request, Answer> script) throws IOException {
        var request =
                new Request(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toASCIIString(),
                        Map.copyOf(exchange.getRequestHeaders()),
                        exchange.getRequestBody().readAllBytes(),
                        exchange.getRemoteAddress());
        requests.add(request);
        Answer answer = script.apply(request);
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        int announced = body.length + (answer.broken() ? 10 : 0);
        exchange.sendResponseHeaders(answer.status(), announced == 0 ? -1 : announced);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
        }
        if (answer.broken()) {
            throw new IOException("the test breaks this connection");
        }
        exchange.close();
    }
}
