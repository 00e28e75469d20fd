package io.attachrelay.deploy.testkit.platform;

import static io.attachrelay.deploy.testkit.platform.Http.header;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Where a platform keeps its media: a server of its own, so that its host and port are not those of
 * the API. Answers {@code GET} with a strong {@code ETag}, {@code Range} and {@code If-Range}.
 */
public final class MediaHost {

    private static final String ALL = "*";

    private final Tokens tokens;
    private final Clock clock;
    private final String path;
    private final String idPrefix;
    private final HttpServer server;
    private final FaultPlan<String, MediaFault> faults = new FaultPlan<>();
    private final Map<String, Published> published = new ConcurrentHashMap<>();
    private final List<MediaRequest> requests = new CopyOnWriteArrayList<>();
    private volatile boolean bearerRequired = true;

    MediaHost(SimulatorSettings settings, Tokens tokens, PlatformApi api) throws IOException {
        this.tokens = tokens;
        this.clock = settings.clock();
        this.path = api.mediaPath();
        this.idPrefix = api.mediaIdPrefix();
        this.server = Http.serve(settings.mediaPort(), this::handle);
    }

    private record Published(MediaItem item, MediaContent content) {}

    /** The host's address, without a path. */
    public URI url() {
        return Http.url(server);
    }

    /** Puts a medium on the host; it stays until the simulator is closed. */
    public MediaItem publish(String fileName, String mimeType, MediaContent content) {
        var id = idPrefix + UUID.randomUUID();
        var item =
                new MediaItem(
                        id,
                        url().resolve(path + id),
                        fileName,
                        mimeType,
                        content.size(),
                        sha256(content));
        published.put(id, new Published(item, content));
        return item;
    }

    /**
     * The medium of this id.
     *
     * @throws IllegalArgumentException when it was never published
     */
    public MediaItem item(String id) {
        var found = published.get(id);
        if (found == null) {
            throw new IllegalArgumentException("no medium was published as " + id);
        }
        return found.item();
    }

    /** Says whether a download needs a valid bearer token; it does unless told otherwise. */
    public void requireBearer(boolean required) {
        bearerRequired = required;
    }

    /** Lets each download of this medium go wrong until healed. */
    public void inject(MediaItem item, MediaFault fault) {
        faults.add(item.id(), fault, FaultPlan.UNTIL_HEALED);
    }

    /** Lets the next downloads of this medium go wrong, after those injected before. */
    public void inject(MediaItem item, MediaFault fault, int times) {
        faults.add(item.id(), fault, times);
    }

    /** Lets each download of the host go wrong until healed; a medium's own faults come first. */
    public void injectAll(MediaFault fault) {
        faults.add(ALL, fault, FaultPlan.UNTIL_HEALED);
    }

    /** Lets the next downloads of the host go wrong, after those injected before. */
    public void injectAll(MediaFault fault, int times) {
        faults.add(ALL, fault, times);
    }

    /** Ends all faults. */
    public void heal() {
        faults.heal();
    }

    /** Ends the faults of one medium. */
    public void heal(MediaItem item) {
        faults.heal(item.id());
    }

    /** All requests so far, in the order of their arrival. */
    public List<MediaRequest> requests() {
        return List.copyOf(requests);
    }

    /** How many requests for this medium were answered with bytes, all or some of them. */
    public int downloads(MediaItem item) {
        return (int)
                requests.stream()
                        .filter(request -> request.id().equals(item.id()))
                        .filter(MediaRequest::isDownload)
                        .count();
    }

    void close() {
        server.stop(0);
        faults.heal();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var asked = exchange.getRequestURI().getPath();
        var id = asked.startsWith(path) ? asked.substring(path.length()) : asked;
        var healed = faults.nextHealing();
        var own = faults.take(id);
        switch (own == null ? faults.take(ALL) : own) {
            case MediaFault.Refusal refusal -> refuse(exchange, id, refuse(exchange, refusal));
            case MediaFault.Distortion fault -> serve(exchange, id, fault, healed);
            case null -> serve(exchange, id, null, healed);
        }
    }

    private void refuse(HttpExchange exchange, String id, Http.Answer answer) throws IOException {
        record(exchange, id, answer.status());
        Http.answer(exchange, answer);
    }

    private void serve(
            HttpExchange exchange,
            String id,
            MediaFault.@Nullable Distortion fault,
            CountDownLatch healed)
            throws IOException {
        var medium = published.get(id);
        if (!exchange.getRequestMethod().equals("GET")) {
            refuse(exchange, id, Http.Answer.error(405, "only GET"));
        } else if (bearerRequired && bearer(exchange) != Bearer.VALID) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            refuse(exchange, id, Http.Answer.error(401, "no valid bearer token"));
        } else if (medium == null) {
            refuse(exchange, id, Http.Answer.error(404, "no such medium"));
        } else {
            serve(exchange, medium, fault, healed);
        }
    }

    private static Http.Answer refuse(HttpExchange exchange, MediaFault.Refusal fault) {
        return switch (fault) {
            case MediaFault.Expired() -> Http.Answer.error(403, "the URL has expired");
            case MediaFault.Gone() -> Http.Answer.error(404, "no such medium");
            case MediaFault.Unavailable(var seconds) -> busy(503, "unavailable", seconds);
            case MediaFault.TooManyRequests(var seconds) -> busy(429, "too many requests", seconds);
            case MediaFault.Redirect(var location) -> {
                exchange.getResponseHeaders().set("Location", location.toString());
                yield Http.Answer.error(302, "see there");
            }
        };
    }

    private static Http.Answer busy(int status, String message, @Nullable Integer seconds) {
        return new Http.Answer(status, Http.Answer.error(status, message).body(), seconds);
    }

    private void serve(
            HttpExchange exchange,
            Published medium,
            MediaFault.@Nullable Distortion fault,
            CountDownLatch healed)
            throws IOException {
        long size = medium.content().size();
        var etag = '"' + medium.item().sha256() + '"';
        var ifRange = header(exchange, "If-Range");
        var range =
                ifRange == null || ifRange.equals(etag)
                        ? ByteRange.parse(header(exchange, "Range"), size)
                        : null;
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", medium.item().mimeType());
        headers.set("ETag", etag);
        headers.set("Accept-Ranges", "bytes");
        if (range != null && !range.isSatisfiable(size)) {
            headers.set("Content-Range", "bytes */" + size);
            refuse(exchange, medium.item().id(), Http.Answer.error(416, "no such range"));
            return;
        }
        int status = range == null ? 200 : 206;
        if (range != null) {
            headers.set("Content-Range", range.contentRange(size));
        }
        record(exchange, medium.item().id(), status);
        var sent = range == null ? new ByteRange(0, size - 1) : range;
        new MediaBody(exchange, medium.content(), status, sent).send(fault, healed);
    }

    private void record(HttpExchange exchange, String id, int status) {
        requests.add(
                new MediaRequest(
                        clock.instant(), id, status, bearer(exchange), header(exchange, "Range")));
    }

    private Bearer bearer(HttpExchange exchange) {
        return tokens.check(header(exchange, "Authorization"));
    }

    private static String sha256(MediaContent content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            content.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
