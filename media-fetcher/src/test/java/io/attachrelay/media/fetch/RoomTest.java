package io.attachrelay.media.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.media.share.FairShare;
import io.attachrelay.media.share.Place;
import io.attachrelay.media.store.DiskStore;
import io.attachrelay.media.store.ObjectIdentity;
import io.attachrelay.media.store.Samples;
import io.attachrelay.settings.FetchSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A download begins when there is room for it in memory, and holds nothing while it waits. */
class RoomTest {

    private static final String TENANT = "acme";
    private static final Duration LONG = Duration.ofMinutes(2);

    private final SettableClock clock = new SettableClock();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ObjectIdentity identity = Samples.identity();
    private final FairShare share = new FairShare(1, 1);
    private final RawHost host = new RawHost();

    @TempDir private Path folder;
    private DiskStore store;

    @BeforeEach
    void open() {
        store = new DiskStore(folder.resolve("store"), clock);
        host.on("/m", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1", new byte[1]);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        host.close();
    }

    private MediaFetcher fetcher(String instance, Duration patience) {
        var settings =
                new FetchSettings(
                        Duration.ofSeconds(10), LONG, patience, 1_000, Set.of(host.name()));
        return new MediaFetcher(settings, store, clock, instance, share);
    }

    private FetchRequest request() {
        return request(new NumberedTokens());
    }

    private FetchRequest request(BearerTokens tokens) {
        return new FetchRequest(
                Samples.keyOf(identity), identity, host.url("/m"), Set.of(host.name()), tokens);
    }

    private Future<FetchOutcome> fetching(MediaFetcher fetcher) {
        return threads.submit(() -> fetcher.fetch(request()));
    }

    private Place fill() throws InterruptedException {
        return share.enter(TENANT, Duration.ZERO).orElseThrow();
    }

    @Test
    void without_room_the_host_is_not_asked_and_the_fetch_is_to_be_tried_again()
            throws InterruptedException {
        // Given
        fill();

        // When
        FetchOutcome outcome = fetcher("gateway-1", Duration.ofMillis(1)).fetch(request());

        // Then
        assertThat(outcome).isInstanceOf(FetchOutcome.NoRoom.class);
        assertThat(host.requests()).isEmpty();
    }

    @Test
    void whoever_waits_for_room_holds_no_claim_and_goes_on_when_there_is_some() throws Exception {
        // Given
        Place taken = fill();
        Future<FetchOutcome> waiting = fetching(fetcher("gateway-1", LONG));
        await().until(() -> share.waiting(TENANT) == 1);
        boolean claimed = !store.list(TENANT + "/").isEmpty();

        // When
        taken.close();

        // Then
        assertThat(claimed).isFalse();
        assertThat(waiting.get()).isInstanceOf(FetchOutcome.Stored.class);
        assertThat(share.bytesInUse()).isZero();
    }

    @Test
    void whoever_waits_for_another_gateway_holds_no_room() throws Exception {
        // Given
        var claims = new Claims(store, clock, "gateway-2", Duration.ofSeconds(15));
        HeldClaim theirs = claims.take(Samples.keyOf(identity)).orElseThrow();
        Place taken = fill();
        Future<FetchOutcome> waiting = fetching(fetcher("gateway-1", LONG));
        await().until(() -> share.waiting(TENANT) == 1);
        taken.close();

        // When
        Optional<Place> other = share.enter("globex", LONG);

        // Then it was given back by the one who came in before
        assertThat(other).isPresent();
        other.get().close();
        theirs.close();
        assertThat(waiting.get()).isInstanceOf(FetchOutcome.Stored.class);
    }

    @Test
    void whoever_asks_for_a_token_holds_neither_room_nor_a_claim() {
        // Given
        var held = new ArrayList<Boolean>();
        BearerTokens none =
                new BearerTokens() {
                    @Override
                    public String token() throws IOException {
                        held.add(share.bytesInUse() > 0 || !store.list(TENANT + "/").isEmpty());
                        throw new IOException("the login host is down");
                    }

                    @Override
                    public void refused(String token) {}
                };

        // When
        FetchOutcome outcome = fetcher("gateway-1", LONG).fetch(request(none));

        // Then
        assertThat(outcome).isInstanceOf(FetchOutcome.OtherFault.class);
        assertThat(held).containsExactly(false);
    }

    @Test
    void a_download_that_fails_leaves_its_room() {
        // Given
        host.on("/m", "HTTP/1.1 500 Oh\r\nConnection: close\r\nContent-Length: 0", new byte[0]);

        // When
        FetchOutcome outcome = fetcher("gateway-1", LONG).fetch(request());

        // Then
        assertThat(outcome).isInstanceOf(FetchOutcome.HostFault.class);
        assertThat(share.bytesInUse()).isZero();
    }

    @Test
    void whoever_waits_for_room_is_sent_away_when_the_gateway_closes() throws Exception {
        // Given
        fill();
        List<Future<FetchOutcome>> waiting =
                List.of(fetching(fetcher("gateway-1", LONG)), fetching(fetcher("gateway-1", LONG)));
        await().until(() -> share.waiting(TENANT) > 0);

        // When
        share.close();

        // Then
        for (Future<FetchOutcome> each : waiting) {
            assertThat(each.get()).isInstanceOf(FetchOutcome.NoRoom.class);
        }
        assertThat(host.requests()).isEmpty();
    }

    @Test
    void whoever_is_interrupted_while_it_waits_for_room_stops_waiting() throws Exception {
        // Given
        fill();
        Future<FetchOutcome> waiting = fetching(fetcher("gateway-1", LONG));
        await().until(() -> share.waiting(TENANT) == 1);

        // When
        waiting.cancel(true);

        // Then
        await().until(() -> share.waiting(TENANT) == 0);
        assertThat(host.requests()).isEmpty();
    }
}
