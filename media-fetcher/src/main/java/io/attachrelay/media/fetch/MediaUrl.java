package io.attachrelay.media.fetch;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * A URL that may be fetched from.
 *
 * @param url to connect to
 * @param opened whether its host was opened by name, for plain http and private addresses
 */
record MediaUrl(HttpUrl url, boolean opened) {

    /**
     * Scheme, host and port are read by the letter, before the lenient parser sees them: no user
     * info, no escapes, no backslash. Whatever may stand in a path is escaped by the parser.
     */
    private static final Pattern FORM =
            Pattern.compile(
                    "(?i)(https?)://([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::([0-9]{1,5}))?"
                            + "(?:[/?#][^\\x00-\\x1f\\x7f\\\\]*)?");

    private static final Pattern ABSOLUTE = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:");

    /** What some parsers skip or take for a slash might turn a path into a host. */
    private static final Pattern RELATIVE = Pattern.compile("(?! )[^\\x00-\\x1f\\x7f\\\\]*");

    private static final String HTTPS = "https";

    /**
     * Checks a URL.
     *
     * @param mediaHosts that may be fetched from: {@code host}, or {@code host:port} where the port
     *     is not the scheme's own; a {@code host} that is opened may be fetched from on any port
     * @param openHosts that may be fetched from by plain http: {@code host} or {@code host:port}
     * @return empty if it may not be fetched from
     */
    static Optional<MediaUrl> check(String text, Set<String> mediaHosts, Set<String> openHosts) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String host = form.group(2).toLowerCase(Locale.ROOT);
        String named = form.group(3) == null ? host : host + ":" + form.group(3);
        boolean opened = contains(openHosts, host) || contains(openHosts, named);
        boolean schemeAllowed = opened || form.group(1).equalsIgnoreCase(HTTPS);
        return Optional.ofNullable(HttpUrl.parse(text))
                .filter(_ -> schemeAllowed)
                .filter(url -> isReadAlike(host, url))
                .filter(url -> isConfigured(mediaHosts, host, hostAndPort(host, url), opened))
                .map(url -> new MediaUrl(url, opened));
    }

    /** Whether any other parser finds the same host in it. */
    private static boolean isReadAlike(String host, HttpUrl url) {
        return host.startsWith("[")
                ? host.equals("[" + url.host() + "]")
                : host.equals(url.host())
                        && (CanonicalHost.isName(host) || CanonicalHost.isIpv4(host));
    }

    private static boolean isConfigured(
            Set<String> mediaHosts, String host, String hostAndPort, boolean opened) {
        return contains(mediaHosts, hostAndPort) || opened && contains(mediaHosts, host);
    }

    private static String hostAndPort(String host, HttpUrl url) {
        return url.port() == HttpUrl.defaultPort(url.scheme()) ? host : host + ":" + url.port();
    }

    private static boolean contains(Set<String> hosts, String host) {
        return hosts.stream().anyMatch(host::equalsIgnoreCase);
    }

    /**
     * Where a redirect from here leads to, to be checked like any other URL. A host that the
     * location names stays as it is written.
     *
     * @return empty if it can't be told safely
     */
    Optional<String> target(String location) {
        if (ABSOLUTE.matcher(location).lookingAt()) {
            return Optional.of(location);
        }
        if (location.startsWith("//")) {
            return Optional.of(url.scheme() + ":" + location);
        }
        return Optional.of(location)
                .filter(path -> RELATIVE.matcher(path).matches())
                .map(url::resolve)
                .map(HttpUrl::toString);
    }

    /** Whether both have the same scheme, host and port. */
    boolean isOfSameOriginAs(MediaUrl other) {
        return url.scheme().equals(other.url.scheme())
                && url.host().equals(other.url.host())
                && url.port() == other.url.port();
    }

    /** Whether its host is an address and not a name. */
    boolean isLiteral() {
        return url.host().contains(":") || CanonicalHost.isIpv4(url.host());
    }

    /** Hides the URL: whoever has it has the file. */
    @Override
    public String toString() {
        return "MediaUrl[opened=" + opened + "]";
    }
}
