package io.attachrelay.deploy.testkit.platform;

import static io.attachrelay.deploy.testkit.platform.Http.header;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Answers calls of the API: reads, lets the fault of the moment strike, records, answers. */
final class ApiServer {

    private final PlatformApi api;
    private final Clock clock;
    private final Tokens tokens;
    private final TokenEndpoint tokenEndpoint;
    private final ApiFaults faults;
    private final ReceivedLog received;
    private final Set<String> uploaded = ConcurrentHashMap.newKeySet();

    ApiServer(
            PlatformApi api,
            SimulatorSettings settings,
            Tokens tokens,
            ApiFaults faults,
            ReceivedLog received) {
        this.api = api;
        this.clock = settings.clock();
        this.tokens = tokens;
        this.tokenEndpoint = new TokenEndpoint(settings, tokens);
        this.faults = faults;
        this.received = received;
    }

    void handle(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals(TokenEndpoint.PATH)) {
            var healed = faults.nextHealing();
            var answer = tokenEndpoint.answer(exchange);
            send(exchange, answer, faults.take(Endpoint.TOKEN), healed);
            return;
        }
        var content = read(exchange);
        if (content == null) {
            Http.answer(exchange, Http.Answer.error(404, "no such endpoint"));
            return;
        }
        var healed = faults.nextHealing();
        var fault = faults.take(content.endpoint());
        var bearer = tokens.check(header(exchange, "Authorization"));
        var answer = answer(content, bearer, fault);
        received.add(
                new Received(clock.instant(), bearer, answer.status(), isAnswered(fault), content));
        send(exchange, answer, fault, healed);
    }

    private Received.@Nullable Content read(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        for (var route : api.routes()) {
            var match = route.path().matcher(path);
            if (match.matches() && route.method().equals(exchange.getRequestMethod())) {
                return read(exchange, route, match.groupCount() > 0 ? match.group(1) : "");
            }
        }
        return null;
    }

    private Received.Content read(HttpExchange exchange, PlatformApi.Route route, String target)
            throws IOException {
        var body = exchange.getRequestBody();
        try {
            return route.endpoint() == Endpoint.UPLOAD
                    ? UploadReader.read(
                            api.mediaIdPrefix() + UUID.randomUUID(),
                            body,
                            header(exchange, "Content-Type"))
                    : route.reader().read(target, Json.read(body));
        } catch (BadRequest e) {
            return new Received.Unreadable(route.endpoint(), String.valueOf(e.getMessage()));
        } catch (JsonProcessingException _) {
            return new Received.Unreadable(route.endpoint(), "the body is not JSON");
        }
    }

    private static boolean isAnswered(@Nullable ApiFault fault) {
        return !(fault instanceof ApiFault.DropConnection || fault instanceof ApiFault.Silence);
    }

    private static boolean isWithoutEffect(@Nullable ApiFault fault) {
        return fault instanceof ApiFault.DropConnection(var dropped) && !dropped
                || fault instanceof ApiFault.Silence(var silent) && !silent;
    }

    private Http.Answer answer(Received.Content content, Bearer bearer, @Nullable ApiFault fault) {
        if (fault instanceof ApiFault.Fail(var status, var seconds)) {
            return failed(status, seconds);
        } else if (isWithoutEffect(fault)) {
            return Http.Answer.of(0, Json.object());
        } else if (bearer != Bearer.VALID) {
            return Http.Answer.error(401, "no valid bearer token");
        }
        var refusal = refusal(content);
        return refusal == null ? accept(content) : Http.Answer.error(400, refusal);
    }

    private @Nullable String refusal(Received.Content content) {
        return switch (content) {
            case Received.Unreadable(_, var reason) -> reason;
            case Received.Upload upload -> UploadReader.refusal(upload);
            case Received.Message message ->
                    message.attachments().stream().allMatch(a -> uploaded.contains(a.id()))
                            ? null
                            : "the message names an attachment that was never uploaded";
            case Received.SystemMessage _, Received.RoutingAttributes _ -> null;
        };
    }

    private Http.Answer accept(Received.Content content) {
        var body = Json.object();
        switch (content) {
            case Received.Upload upload -> {
                uploaded.add(upload.id());
                body.put(api.uploadIdField(), upload.id());
            }
            case Received.Message message -> body.put("id", message.id());
            case Received.SystemMessage message -> body.put("id", message.id());
            case Received.RoutingAttributes _, Received.Unreadable _ -> {}
        }
        return Http.Answer.of(200, body);
    }

    private static Http.Answer failed(int status, @Nullable Integer retryAfterSeconds) {
        var body = Http.Answer.error(status, "the simulator was told to fail").body();
        return new Http.Answer(status, body, retryAfterSeconds);
    }

    private static void send(
            HttpExchange exchange,
            Http.Answer answer,
            @Nullable ApiFault fault,
            CountDownLatch healed)
            throws IOException {
        switch (fault) {
            case ApiFault.DropConnection _ -> throw Http.closeConnection();
            case ApiFault.Silence _ -> {
                await(healed);
                throw Http.closeConnection();
            }
            case ApiFault.Delay(var millis) -> {
                pause(millis);
                Http.answer(exchange, answer);
            }
            case ApiFault.Fail(var status, var seconds) ->
                    Http.answer(exchange, failed(status, seconds));
            case ApiFault.FailWithEffect(var status) -> Http.answer(exchange, failed(status, null));
            case ApiFault.WithoutId _ -> Http.answer(exchange, Http.Answer.of(200, Json.object()));
            case null -> Http.answer(exchange, answer);
        }
    }

    private static void await(CountDownLatch healed) throws InterruptedIOException {
        try {
            healed.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private static void pause(long millis) throws InterruptedIOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
