package io.attachrelay.deploy.system;

import io.attachrelay.deploy.testkit.platform.RetrySchedule;
import io.attachrelay.deploy.testkit.platform.SimulatorSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@link SimulatedSystem} shall be like where it differs from the defaults. */
public final class SimulatedSystemBuilder {

    private final Path dir;
    private final Map<String, String> overrides = new LinkedHashMap<>();
    private @Nullable String bootstrapServers;
    private boolean proxiedBroker;
    // Genesys's schedule with the waits shortened from 5 s, so that a retry is soon seen.
    private RetrySchedule retries =
            new RetrySchedule(Duration.ofSeconds(10), 5, Duration.ofMillis(500));

    SimulatedSystemBuilder(Path dir) {
        this.dir = dir;
    }

    /** Sets a key of the settings file, such as {@code fetch.max-bytes}. */
    public SimulatedSystemBuilder set(String key, String value) {
        overrides.put(key, value);
        return this;
    }

    /** Uses a broker that runs already and that somebody else ends. */
    public SimulatedSystemBuilder brokerAt(String servers) {
        bootstrapServers = servers;
        return this;
    }

    /** Gives the broker a second way in, for faults between it and a service. */
    public SimulatedSystemBuilder proxiedBroker() {
        proxiedBroker = true;
        return this;
    }

    /** How the platforms repeat a delivery that was not acknowledged. */
    public SimulatedSystemBuilder retrying(RetrySchedule schedule) {
        retries = schedule;
        return this;
    }

    /**
     * Starts what is not given of broker and simulators; services are started from the result.
     *
     * @throws IOException if a file can't be written or a port is taken
     */
    public SimulatedSystem build() throws IOException {
        return new SimulatedSystem(this);
    }

    Path dir() {
        return dir;
    }

    @Nullable String bootstrapServers() {
        return bootstrapServers;
    }

    boolean isBrokerProxied() {
        return proxiedBroker;
    }

    Map<String, String> overrides() {
        return overrides;
    }

    SimulatorSettings simulators() {
        return SimulatorSettings.defaults().withRetrySchedule(retries);
    }
}
