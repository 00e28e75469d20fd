package io.attachrelay.gateway.intake;

import io.attachrelay.breaker.Breaker;
import io.attachrelay.media.fetch.FetchRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A circuit breaker for each media host of each tenant: one tenant's trouble is not another's. */
final class HostBreakers {

    private static final Logger log = LoggerFactory.getLogger(HostBreakers.class);

    private static final Pattern AUTHORITY = Pattern.compile("^[A-Za-z]+://([^/?#]*)");
    private static final Pattern PORT = Pattern.compile(":[0-9]+$");

    private final Map<Host, Breaker> breakers = new ConcurrentHashMap<>();

    private final Duration pause;

    /**
     * @param pause from opening to the first probe, and between probes
     */
    HostBreakers(Duration pause) {
        this.pause = pause;
    }

    /** The breaker of a host that may be fetched from; empty for any other, which is refused. */
    Optional<Breaker> of(FetchRequest request) {
        String authority = authority(request.url());
        return Stream.of(authority, PORT.matcher(authority).replaceFirst(""))
                .filter(request.mediaHosts()::contains)
                .findFirst()
                .map(host -> new Host(request.key().tenant(), host))
                .map(host -> breakers.computeIfAbsent(host, this::breaker));
    }

    /** What stands between the slashes; the fetcher is the judge of the URL as a whole. */
    private static String authority(String url) {
        Matcher matcher = AUTHORITY.matcher(url);
        return matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
    }

    private Breaker breaker(Host host) {
        return new Breaker(
                pause,
                () -> log(host, "media host is down"),
                () -> log(host, "media host is back"));
    }

    private static void log(Host host, String message) {
        log.atWarn()
                .setMessage(message)
                .addKeyValue("tenant", host.tenant())
                .addKeyValue("host", host.authority())
                .log();
    }

    private record Host(String tenant, String authority) {}
}
