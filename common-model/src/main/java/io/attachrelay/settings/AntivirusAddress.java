package io.attachrelay.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where clamd listens; its text form is that of the settings. */
public sealed interface AntivirusAddress {

    /** A socket of this machine, {@code unix:/path}. */
    record Unix(Path path) implements AntivirusAddress {
        @Override
        public String toString() {
            return UNIX + path;
        }
    }

    /**
     * A port, {@code host:port}.
     *
     * @param host a name or an address, an IPv6 one without its brackets
     * @param port from 1 to 65535
     */
    record Tcp(String host, int port) implements AntivirusAddress {
        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /** What a Unix socket's address begins with. */
    String UNIX = "unix:";

    /** The address that the text names; empty if it names none. */
    static Optional<AntivirusAddress> parse(String text) {
        return text.startsWith(UNIX) ? unix(text.substring(UNIX.length())) : tcp(text);
    }

    private static Optional<AntivirusAddress> unix(String path) {
        try {
            return Optional.of(path).filter(p -> !p.isBlank()).map(p -> new Unix(Path.of(p)));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    private static Optional<AntivirusAddress> tcp(String text) {
        Matcher parts =
                Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9._-]+)):([1-9][0-9]{0,4})")
                        .matcher(text);
        if (!parts.matches() || Integer.parseInt(parts.group(3)) > 65535) {
            return Optional.empty();
        }
        String host = parts.group(1) == null ? parts.group(2) : parts.group(1);
        return Optional.of(new Tcp(host, Integer.parseInt(parts.group(3))));
    }
}
