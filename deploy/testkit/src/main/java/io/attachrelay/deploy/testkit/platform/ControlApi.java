package io.attachrelay.deploy.testkit.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The simulator's own control over HTTP, for tests in any language; the README describes it. */
final class ControlApi {

    private static final String PATH = "/_sim/";

    private final PlatformSimulator simulator;

    ControlApi(PlatformSimulator simulator) {
        this.simulator = simulator;
    }

    static boolean isMeant(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().startsWith(PATH);
    }

    void handle(HttpExchange exchange) throws IOException {
        try {
            Http.answer(exchange, answer(exchange));
        } catch (JsonProcessingException | IllegalArgumentException | IllegalStateException e) {
            Http.answer(exchange, Http.Answer.error(400, String.valueOf(e.getMessage())));
        }
    }

    private Http.Answer answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath().substring(PATH.length());
        return switch (exchange.getRequestMethod() + " " + path) {
            case "GET received" -> received();
            case "POST faults" -> inject(Json.read(exchange.getRequestBody()));
            case "DELETE faults" -> heal();
            case "POST media" -> publish(exchange);
            case "POST webhook" -> target(Json.read(exchange.getRequestBody()));
            case "POST deliver" -> deliver(Json.read(exchange.getRequestBody()));
            case "POST revoke-tokens" -> revoke();
            default -> Http.Answer.error(404, "no such control: " + path);
        };
    }

    private Http.Answer received() {
        var body = Json.object();
        body.put("tokenRequests", simulator.tokens().requests());
        var calls = body.putArray("calls");
        simulator.received().all().forEach(call -> calls.add(Json.tree(call)));
        var downloads = body.putArray("downloads");
        simulator.media().requests().forEach(request -> downloads.add(Json.tree(request)));
        return Http.Answer.of(200, body);
    }

    private Http.Answer inject(JsonNode body) throws JsonProcessingException {
        int times = body.path("times").asInt(FaultPlan.UNTIL_HEALED);
        var fault = body.path("fault");
        if (body.has("endpoint")) {
            var name = body.path("endpoint").asText().toUpperCase(Locale.ROOT).replace('-', '_');
            simulator
                    .apiFaults()
                    .inject(Endpoint.valueOf(name), Json.convert(fault, ApiFault.class), times);
        } else if (body.has("media")) {
            var item = simulator.media().item(body.path("media").asText());
            simulator.media().inject(item, Json.convert(fault, MediaFault.class), times);
        } else {
            simulator.media().injectAll(Json.convert(fault, MediaFault.class), times);
        }
        return Http.Answer.of(200, Json.object());
    }

    private Http.Answer heal() {
        simulator.heal();
        return Http.Answer.of(200, Json.object());
    }

    private Http.Answer revoke() {
        simulator.tokens().revokeAll();
        return Http.Answer.of(200, Json.object());
    }

    private Http.Answer publish(HttpExchange exchange) throws IOException {
        var query = query(exchange.getRequestURI());
        var item =
                simulator.publish(
                        query.getOrDefault("name", "file"),
                        query.getOrDefault("type", "application/octet-stream"),
                        exchange.getRequestBody().readAllBytes());
        return Http.Answer.of(201, Json.tree(item));
    }

    private Http.Answer target(JsonNode body) {
        simulator.webhook().target(URI.create(body.path("url").asText()));
        return Http.Answer.of(200, Json.object());
    }

    private Http.Answer deliver(JsonNode body) {
        var media = new ArrayList<MediaItem>();
        body.path("media").forEach(id -> media.add(simulator.media().item(id.asText())));
        var random = EventIds.random();
        var ids =
                new EventIds(
                        body.path("eventId").asText(random.eventId()),
                        body.path("conversationId").asText(random.conversationId()),
                        body.path("messageId").asText(random.messageId()));
        var event =
                media.isEmpty()
                        ? simulator.textEvent(ids, body.path("text").asText(""))
                        : simulator.mediaEvent(ids, media);
        var answer = Json.object().put("event", event.json());
        var attempts = answer.putArray("attempts");
        var delivery =
                body.path("retries").asBoolean(false)
                        ? simulator.webhook().deliverWithRetries(event).attempts()
                        : simulator
                                .webhook()
                                .deliverConcurrently(event, body.path("times").asInt(1));
        delivery.forEach(attempt -> attempts.add(Json.tree(attempt)));
        return Http.Answer.of(200, answer);
    }

    private static Map<String, String> query(URI uri) {
        var values = new HashMap<String, String>();
        var query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (var pair : query.split("&")) {
            var parts = pair.split("=", 2);
            values.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], UTF_8));
        }
        return values;
    }
}
