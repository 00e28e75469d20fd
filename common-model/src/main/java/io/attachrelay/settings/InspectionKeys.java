package io.attachrelay.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What says how files are inspected: policy, deep checks, antivirus. */
final class InspectionKeys {

    static final Key<Path> POLICY_FILE =
            Key.optional(
                    "policy.file",
                    Kinds.PATH,
                    "the product's own rows alone",
                    "rows over the product's own: what may be used per tenant and channel, how"
                            + " large, and what to do with findings; see [policy](policy.md)");
    static final Key<List<String>> CHECKS_OFF =
            Key.defaulting(
                    "policy.checks-off",
                    Kinds.NAMES,
                    List.of(),
                    "deep checks that are not made, by the names that [policy](policy.md) lists");
    static final Key<Duration> CHECKS_TIME_LIMIT =
            Key.defaulting(
                    "policy.time-limit",
                    Kinds.DURATION,
                    PolicySettings.DEFAULT.timeLimit(),
                    "how much of a processor's time the checks may take of one file, or six times"
                            + " that standing still; what takes more is unreadable");
    static final Key<Long> CHECKS_MEMORY_LIMIT =
            Key.defaulting(
                    "policy.memory-limit",
                    Kinds.SIZE,
                    PolicySettings.DEFAULT.memoryLimit(),
                    "how much memory the checks may take for one file, over all their time; what"
                            + " takes more is unreadable");

    static final Key<AntivirusAddress> ANTIVIRUS_ADDRESS =
            Key.optional(
                    "antivirus.address",
                    Kinds.ANTIVIRUS,
                    "files are not scanned",
                    "where clamd listens: `unix:/path` or `host:port`");
    static final Key<Duration> ANTIVIRUS_CONNECT_TIMEOUT =
            Key.defaulting(
                    "antivirus.connect-timeout",
                    Kinds.DURATION,
                    AntivirusSettings.DEFAULT.connectTimeout(),
                    "the longest wait for a connection to clamd and for its first answer on it");
    static final Key<Duration> ANTIVIRUS_READ_TIMEOUT =
            Key.defaulting(
                    "antivirus.read-timeout",
                    Kinds.DURATION,
                    AntivirusSettings.DEFAULT.readTimeout(),
                    "the longest silence of clamd while it takes and scans a file; give more than"
                            + " its `MaxScanTime` (120 s unless told otherwise)");
    static final Key<Integer> ANTIVIRUS_MAX_CONNECTIONS =
            Key.defaulting(
                    "antivirus.max-connections",
                    Kinds.COUNT,
                    AntivirusSettings.DEFAULT.maxConnections(),
                    "how many files are scanned at a time; give less than clamd's `MaxThreads`");
    static final Key<Duration> ANTIVIRUS_RETRY_WITHIN =
            Key.defaulting(
                    "antivirus.retry-within",
                    Kinds.DURATION,
                    AntivirusSettings.DEFAULT.retryWithin(),
                    "how long a file waits for a clamd that can't be asked; then the finding"
                            + " `scan-unavailable` lets the [policy](policy.md) decide");

    /** All, in the order of the settings page. */
    static final List<Key<?>> ALL =
            List.of(
                    POLICY_FILE,
                    CHECKS_OFF,
                    CHECKS_TIME_LIMIT,
                    CHECKS_MEMORY_LIMIT,
                    ANTIVIRUS_ADDRESS,
                    ANTIVIRUS_CONNECT_TIMEOUT,
                    ANTIVIRUS_READ_TIMEOUT,
                    ANTIVIRUS_MAX_CONNECTIONS,
                    ANTIVIRUS_RETRY_WITHIN);

    private InspectionKeys() {}
}
