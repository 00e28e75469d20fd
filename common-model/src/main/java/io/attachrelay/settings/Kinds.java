package io.attachrelay.settings;

import io.attachrelay.model.Language;
import io.attachrelay.model.Profile;
import io.attachrelay.model.WireName;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The kinds of values that settings have. */
final class Kinds {

    static final Kind.One<String> ANY_TEXT = Kind.One.of("a text", "text", Optional::of);

    static final Kind.One<String> TEXT =
            Kind.One.of("a text that is not blank", "text", text -> only(text, t -> !t.isBlank()));

    static final Kind.One<String> NAME =
            Kind.One.of(
                    "a name of at most 100 letters, digits, dots, dashes and underscores",
                    "relay-1",
                    text -> only(text, t -> t.matches("[A-Za-z0-9._-]{1,100}")));

    static final Kind.One<String> DATE =
            Kind.One.of(
                    "a date such as 2026-06-06", "2026-06-06", text -> only(text, Kinds::isDate));

    static final Kind.One<String> LOWER_CASE =
            Kind.One.of(
                    "a text that is not blank",
                    "web",
                    text -> only(text.toLowerCase(Locale.ROOT), t -> !t.isBlank()));

    static final Kind.One<Integer> PORT =
            Kind.One.of("a port from 0 to 65535, such as 8080", 8080, Kinds::port);

    static final Kind.One<Integer> COUNT =
            Kind.One.of(
                    "a whole number from 1 to 999999999",
                    1,
                    text -> only(text, t -> t.matches("[1-9][0-9]{0,8}")).map(Integer::valueOf));

    static final Kind.One<Duration> DURATION =
            Kind.One.of(
                            "a duration from 1ms to 36500d, such as 500ms, 8s, 5m, 72h, 3d or PT8S",
                            Duration.ofSeconds(8),
                            Amounts::duration)
                    .writtenBy(Amounts::written);

    static final Kind.One<Long> SIZE =
            Kind.One.of(
                            "a size above zero, such as 64KB, 1MB, 1GB or 1048576",
                            1L << 20,
                            Amounts::size)
                    .writtenBy(Amounts::written);

    static final Kind.One<Path> PATH =
            Kind.One.of("a path such as ./data", Path.of("data"), Kinds::path);

    static final Kind.Many<Path> PATHS = new Kind.Many<>(PATH, 1);

    static final Kind.One<Boolean> YES_NO =
            Kind.One.of(
                    "true or false",
                    true,
                    text -> only(text, t -> t.matches("true|false")).map(Boolean::valueOf));

    static final Kind.One<AntivirusAddress> ANTIVIRUS =
            Kind.One.of(
                    "unix:/path or host:port, such as unix:/run/clamav/clamd.ctl or clamd:3310",
                    new AntivirusAddress.Tcp("clamd", 3310),
                    AntivirusAddress::parse);

    static final Kind.One<URI> URL =
            Kind.One.of(
                    "an http or https URL without user and fragment,"
                            + " such as https://login.mypurecloud.com/oauth/token",
                    URI.create("https://login.mypurecloud.com/oauth/token"),
                    Kinds::url);

    static final Kind.One<URI> BASE_URL =
            Kind.One.of(
                    "an http or https URL without user, query and fragment,"
                            + " such as https://api.mypurecloud.com",
                    URI.create("https://api.mypurecloud.com"),
                    Kinds::baseUrl);

    private static final Pattern HOST =
            Pattern.compile(
                    "([a-z0-9]([a-z0-9._-]*[a-z0-9])?|\\[[0-9a-f:.]+])(:([1-9][0-9]{0,4}))?");

    static final Kind.Many<String> NAMES = new Kind.Many<>(LOWER_CASE, 0);

    static final Kind.Many<String> HOSTS = new Kind.Many<>(host(), 0);

    static final Kind.Many<String> ONE_HOST_OR_MORE = new Kind.Many<>(host(), 1);

    static final Kind.One<Secret> SECRET =
            Kind.One.secret(
                    "a secret that is not blank",
                    new Secret("stands in for a missing one"),
                    text -> only(text, t -> !t.isBlank()).map(Secret::new));

    static final Kind.Many<Secret> SECRETS = new Kind.Many<>(SECRET, 1);

    static final Kind.One<String> HIDDEN_TEXT = Kind.One.secret("a text", "text", Optional::of);

    static final Kind.One<Profile> PROFILE =
            choice(Profile.values(), " (genesys-open-messaging and cxone-byoc are not built yet)");

    static final Kind.One<Language> LANGUAGE = choice(Language.values(), "");

    static final Kind.One<StoreKind> STORE = choice(StoreKind.values(), "");

    static final Kind.One<WebhookKind> WEBHOOK =
            choice(WebhookKind.values(), " (none lets anyone call; it must be said)");

    static final Kind.One<OnDoubt> ON_DOUBT = choice(OnDoubt.values(), "");

    /** Where attachments are kept. */
    enum StoreKind implements WireName {
        DISK,
        AZURE;

        @Override
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How webhooks are authenticated. */
    enum WebhookKind implements WireName {
        HUB_SIGNATURE,
        BEARER,
        NONE;

        @Override
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private Kinds() {}

    private static <E extends WireName> Kind.One<E> choice(E[] values, String remark) {
        String names =
                Arrays.stream(values).map(WireName::wireName).collect(Collectors.joining(", "));
        return Kind.One.of(
                        "one of " + names + remark,
                        values[0],
                        text ->
                                Arrays.stream(values)
                                        .filter(v -> v.wireName().equals(text))
                                        .findFirst())
                .writtenBy(WireName::wireName);
    }

    private static Kind.One<String> host() {
        return Kind.One.of(
                "a bare host or host:port (no scheme, path or wildcard),"
                        + " such as api.mypurecloud.com",
                "api.mypurecloud.com",
                text -> only(text.toLowerCase(Locale.ROOT), Kinds::isHost));
    }

    private static <T> Optional<T> only(T value, Predicate<T> right) {
        return Optional.of(value).filter(right);
    }

    private static boolean isHost(String text) {
        var parts = HOST.matcher(text);
        return parts.matches() && (parts.group(4) == null || port(parts.group(4)).isPresent());
    }

    private static boolean isDate(String text) {
        try {
            return LocalDate.parse(text).toString().equals(text);
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    private static Optional<Integer> port(String text) {
        return only(text, t -> t.matches("[0-9]{1,5}"))
                .map(Integer::valueOf)
                .filter(p -> p <= 65535);
    }

    private static Optional<Path> path(String text) {
        try {
            return only(text, t -> !t.isBlank()).map(Path::of);
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    private static Optional<URI> url(String text) {
        try {
            return only(new URI(text), Kinds::isHttp);
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static boolean isHttp(URI uri) {
        return uri.getScheme() != null
                && Set.of("http", "https").contains(uri.getScheme().toLowerCase(Locale.ROOT))
                && uri.getHost() != null
                && uri.getPort() <= 65535
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null;
    }

    private static Optional<URI> baseUrl(String text) {
        return url(text.replaceFirst("/+$", "")).filter(uri -> uri.getRawQuery() == null);
    }
}
