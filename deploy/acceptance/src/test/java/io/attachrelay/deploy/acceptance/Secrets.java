package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static io.attachrelay.deploy.system.SimulatedSystem.GLOBEX;
import static io.attachrelay.deploy.system.SimulatedSystem.SERVICE_TOKEN;

import java.net.URI;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must stand nowhere where others read. */
final class Secrets {

    /** The simulators' access tokens are {@code sim-} and a UUID. */
    private static final String ACCESS_TOKEN = "sim-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]+";

    private Secrets() {}

    /**
     * Everything that must not be seen, as one pattern.
     *
     * @param more what a test made up besides
     */
    static Pattern of(Stage stage, String... more) {
        var settings = stage.system().genesys().settings();
        Stream<String> hosts =
                Stream.of(ACME, GLOBEX)
                        .map(stage::platform)
                        .flatMap(p -> Stream.of(p.media().url(), p.apiUrl()))
                        .map(URI::getAuthority);
        Stream<String> words =
                Stream.of(
                        settings.clientSecret(),
                        "sim-webhook-secret",
                        "simulated-link-secret",
                        SERVICE_TOKEN,
                        "mediadata/media-",
                        "conversations/media/att-");
        String literals =
                Stream.of(hosts, words, Stream.of(more))
                        .flatMap(some -> some)
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|"));
        return Pattern.compile(literals + "|" + ACCESS_TOKEN);
    }
}
