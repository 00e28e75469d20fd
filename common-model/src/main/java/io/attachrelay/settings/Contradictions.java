package io.attachrelay.settings;

import io.attachrelay.model.Profile;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds settings that are right alone and wrong together. */
final class Contradictions {

    /** What an answer may need on its way: some three round trips across an ocean. */
    private static final Duration WAY_OF_AN_ANSWER = Duration.ofMillis(500);

    private final GivenSettings given;
    private final Mistakes mistakes;

    private Contradictions(GivenSettings given, Mistakes mistakes) {
        this.given = given;
        this.mistakes = mistakes;
    }

    /** A mistake for each, naming both keys; what is wrong alone is left out. */
    static void check(GivenSettings given, Mistakes mistakes) {
        Contradictions check = new Contradictions(given, mistakes);
        given.find(Keys.ALLOW_PRIVATE_HOSTS)
                .ifPresent(hosts -> {
                    check.privateHostsServeMedia(hosts);
                    check.plainHttpStaysPrivate(hosts);
                });
        given.tenants().forEach(check::answersComeInTime);
    }

    /** A tenant's own wins, and whoever overrides a bad common one needs no complaint about it. */
    private void answersComeInTime(String tenant) {
        Key<Duration> own = TenantKeys.ANSWER_WITHIN.of(tenant);
        Key<Duration> key = given.find(own).isPresent() ? own : Keys.ANSWER_WITHIN;
        given.find(TenantKeys.PROFILE.of(tenant))
                .ifPresent(profile ->
                        given.find(key)
                                .filter(t -> t.compareTo(latestAnswer(profile)) > 0)
                                .ifPresent(t -> refuseLateAnswer(key, t, profile)));
    }

    private static Duration latestAnswer(Profile profile) {
        return profile.platformWaits().minus(WAY_OF_AN_ANSWER);
    }

    private void refuseLateAnswer(Key<Duration> key, Duration given, Profile profile) {
        mistakes.add(
                key.name(),
                Mistakes.quote(Amounts.written(given))
                        + " leaves less than "
                        + Amounts.written(WAY_OF_AN_ANSWER)
                        + " before the platform of "
                        + profile.wireName()
                        + " gives up after "
                        + Amounts.written(profile.platformWaits())
                        + ", so that it would not hear the answer and count the delivery as failed;"
                        + " give "
                        + Amounts.written(latestAnswer(profile))
                        + " or less");
    }

    /** An exception from the guard for a host that is never fetched from is a slip. */
    private void privateHostsServeMedia(List<String> privateHosts) {
        List<Optional<List<String>>> perTenant =
                given.tenants().stream()
                        .map(t -> given.find(TenantKeys.MEDIA_HOSTS.of(t)))
                        .toList();
        if (perTenant.stream().anyMatch(Optional::isEmpty)) {
            return;
        }
        Set<String> mediaHosts =
                perTenant.stream()
                        .flatMap(Optional::stream)
                        .flatMap(Collection::stream)
                        .map(Contradictions::withoutPort)
                        .collect(Collectors.toSet());
        privateHosts.stream()
                .filter(host -> !mediaHosts.contains(withoutPort(host)))
                .forEach(host ->
                        mistakes.add(
                                Keys.ALLOW_PRIVATE_HOSTS.name(),
                                Mistakes.quote(host)
                                        + " stands in no tenant's media-hosts"
                                        + " (tenants.*.media-hosts); add it there or leave"
                                        + " it out here"));
    }

    /** Either list may name the port and the other leave it out. */
    private static String withoutPort(String host) {
        return host.replaceFirst(":[0-9]+$", "");
    }

    /** Client secrets and tokens do not cross a network in the clear. */
    private void plainHttpStaysPrivate(List<String> privateHosts) {
        for (String tenant : given.tenants()) {
            for (Key<URI> key :
                    List.of(TenantKeys.API_URL.of(tenant), TenantKeys.TOKEN_URL.of(tenant))) {
                given.find(key)
                        .filter(url -> url.getScheme().equalsIgnoreCase("http"))
                        .filter(url -> !isLoopback(url.getHost()))
                        .filter(url -> !isOpened(url, privateHosts))
                        .ifPresent(url -> refusePlainHttp(key, url));
            }
        }
    }

    private void refusePlainHttp(Key<URI> key, URI url) {
        mistakes.add(
                key.name(),
                Mistakes.quote(url.toString())
                        + " is plain http, and '"
                        + authority(url)
                        + "' is neither loopback nor in "
                        + Keys.ALLOW_PRIVATE_HOSTS.name()
                        + "; give https, or list the host there and in media-hosts");
    }

    /** A host without port opens all its ports, as it does for media. */
    private static boolean isOpened(URI url, List<String> privateHosts) {
        return privateHosts.contains(authority(url))
                || privateHosts.contains(url.getHost().toLowerCase(Locale.ROOT));
    }

    private static String authority(URI url) {
        return url.getRawAuthority().toLowerCase(Locale.ROOT);
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || host.matches("127(\\.[0-9]{1,3}){3}");
    }
}
