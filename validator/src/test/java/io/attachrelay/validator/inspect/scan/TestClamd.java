package io.attachrelay.validator.inspect.scan;

import static org.junit.jupiter.api.Assumptions.abort;

import io.attachrelay.deploy.testkit.clamd.ClamdProcess;
import io.attachrelay.deploy.testkit.clamd.ClamdSearch;
import io.attachrelay.deploy.testkit.clamd.Signatures;
import io.attachrelay.settings.AntivirusAddress;
import io.attachrelay.settings.AntivirusSettings;
import java.time.Duration;
import java.util.Optional;

/** A real clamd for the tests of this module. */
public final class TestClamd {

    /** Longer than a loaded machine holds a process up. */
    private static final Duration CONNECT = Duration.ofSeconds(20);

    private static final Duration SILENCE = Duration.ofSeconds(60);

    private TestClamd() {}

    /** One that runs; where there is none the test is skipped. */
    public static ClamdProcess start(Signatures signatures) {
        return switch (ClamdProcess.find(signatures)) {
            case ClamdSearch.Found(var found) -> found;
            case ClamdSearch.Absent(var reason) -> abort(reason);
        };
    }

    /** By its Unix socket. */
    public static AntivirusSettings settings(ClamdProcess clamd) {
        return settings(new AntivirusAddress.Unix(clamd.unixSocket()), CONNECT, SILENCE);
    }

    public static AntivirusSettings byPort(int port) {
        return settings(new AntivirusAddress.Tcp("127.0.0.1", port), CONNECT, SILENCE);
    }

    static AntivirusSettings settings(
            AntivirusAddress address, Duration connect, Duration silence) {
        return new AntivirusSettings(
                Optional.of(address), connect, silence, 2, Duration.ofMinutes(5));
    }
}
