package io.attachrelay.media.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.media.store.ObjectIdentity;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.media.store.Samples;
import io.attachrelay.model.Sha256;
import io.attachrelay.settings.FetchSettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** A media host, a store, and one attachment to be fetched from the one into the other. */
final class FetchStage implements AutoCloseable {

    static final int MAX_BYTES = 1_000_000;

    final RawHost host = new RawHost();
    final NumberedTokens tokens = new NumberedTokens();
    final ObjectIdentity identity = Samples.identity();
    final ObjectKey key = Samples.keyOf(identity);
    final ObjectStore store;

    final SettableClock clock = new SettableClock();

    /**
     * @param store not closed by this
     */
    FetchStage(ObjectStore store) {
        this.store = store;
    }

    FetchOutcome fetch(String path) {
        return fetch(path, Set.of());
    }

    /** With these hosts configured and opened too. */
    FetchOutcome fetch(String path, Set<String> others) {
        return fetch(path, others, Duration.ofSeconds(30), Duration.ofMinutes(1));
    }

    /** For hosts that keep it waiting: longer than 1 s, so that there is time to ask again. */
    FetchOutcome fetchInHaste(String path) {
        return fetch(path, Set.of(), Duration.ofMillis(500), Duration.ofSeconds(2));
    }

    private FetchOutcome fetch(String path, Set<String> others, Duration read, Duration call) {
        Set<String> hosts = new HashSet<>(others);
        hosts.add(host.name());
        FetchSettings settings =
                new FetchSettings(Duration.ofSeconds(10), read, call, MAX_BYTES, hosts);
        FetchRequest request = new FetchRequest(key, identity, host.url(path), hosts, tokens);
        return new MediaFetcher(settings, store, clock, "gateway-1").fetch(request);
    }

    void assertStored(FetchOutcome outcome, byte[] content) {
        assertThat(outcome).isInstanceOf(FetchOutcome.Stored.class);
        var object = ((FetchOutcome.Stored) outcome).object();
        assertThat(object.sha256()).isEqualTo(Sha256.of(content));
        assertThat(object.sizeBytes()).isEqualTo(content.length);
        assertThat(store.find(key)).contains(object);
    }

    /** Neither an object nor a claim. */
    void assertNothingStored() {
        assertThat(store.find(key)).isEmpty();
        assertThat(store.list(key.tenant() + "/")).isEmpty();
    }

    @Override
    public void close() {
        host.close();
    }
}
