package io.attachrelay.media.fetch;

import static io.attachrelay.media.fetch.Answers.ok;
import static io.attachrelay.media.fetch.Answers.redirect;
import static io.attachrelay.media.fetch.RawHost.text;
import static io.attachrelay.media.store.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.media.store.DiskStore;
import io.attachrelay.media.store.ObjectIdentity;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.Samples;
import io.attachrelay.settings.FetchSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {

    private static final Duration LIFETIME = Duration.ofSeconds(15);
    private static final ClaimTimes PATIENT =
            new ClaimTimes(LIFETIME, Duration.ofMinutes(1), Duration.ofMillis(5));
    private static final ClaimTimes IMPATIENT =
            new ClaimTimes(LIFETIME, Duration.ofMillis(50), Duration.ofMillis(5));

    private static final Duration NEARLY_A_LIFE = LIFETIME.minusMillis(1);
    private static final int DISK_BUFFER = 64 << 10;

    private final ObjectIdentity identity = Samples.identity();
    private final ObjectKey key = Samples.keyOf(identity);
    private final byte[] content = bytes(1, 200_000);
    private final SettableClock clock = new SettableClock();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final RawHost host = new RawHost();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @TempDir Path folder;
    private DiskStore store;

    @BeforeEach
    void open() {
        store = new DiskStore(folder, clock);
        host.on(
                "/m",
                (request, out) -> {
                    mayAnswer.await();
                    out.write(
                            text(
                                    "HTTP/1.1 200 OK\r\nContent-Length: "
                                            + content.length
                                            + "\r\n\r\n"));
                    out.write(content);
                });
    }

    @AfterEach
    void close() {
        mayAnswer.countDown();
        threads.shutdownNow();
        host.close();
    }

    private Claims claims(String instance) {
        return new Claims(store, clock, instance, LIFETIME);
    }

    private Future<FetchOutcome> fetch(String instance, ClaimTimes times) {
        return fetch(instance, times, new NumberedTokens());
    }

    private Future<FetchOutcome> fetch(String instance, ClaimTimes times, Duration readTimeout) {
        return fetch(instance, times, readTimeout, new NumberedTokens());
    }

    private Future<FetchOutcome> fetch(String instance, ClaimTimes times, BearerTokens tokens) {
        return fetch(instance, times, Duration.ofMinutes(1), tokens);
    }

    private Future<FetchOutcome> fetch(
            String instance, ClaimTimes times, Duration readTimeout, BearerTokens tokens) {
        FetchSettings settings =
                new FetchSettings(
                        Duration.ofSeconds(2),
                        readTimeout,
                        Duration.ofMinutes(1),
                        1 << 20,
                        Set.of(host.name()));
        MediaFetcher fetcher =
                new MediaFetcher(settings, store, clock, instance, times, Network.SYSTEM);
        FetchRequest request =
                new FetchRequest(key, identity, host.url("/m"), Set.of(host.name()), tokens);
        return threads.submit(() -> fetcher.fetch(request));
    }

    @Test
    void of_many_gateways_one_downloads_and_the_others_wait_for_it() throws Exception {
        // Given
        List<Future<FetchOutcome>> fetches =
                Stream.of("a", "b", "c", "d").map(i -> fetch(i, PATIENT)).toList();
        await().atMost(Duration.ofMinutes(1)).until(() -> host.connections() == 1);

        // When
        mayAnswer.countDown();

        // Then
        assertThat(fetches)
                .extracting(f -> ((FetchOutcome.Stored) f.get()).downloaded())
                .containsExactlyInAnyOrder(true, false, false, false);
        assertThat(host.requests()).hasSize(1);
        assertThat(store.list("acme/")).isEmpty();
    }

    @Test
    void who_waits_too_long_for_another_tries_again_later() throws Exception {
        // Given
        claims("holder").take(key);

        // When
        FetchOutcome outcome = fetch("waiting", IMPATIENT).get();

        // Then
        assertThat(outcome).isInstanceOf(FetchOutcome.OtherFault.class);
        assertThat(host.connections()).isZero();
    }

    @Test
    void a_claim_whose_holder_died_is_taken_over_when_it_expires() throws Exception {
        // Given
        mayAnswer.countDown();
        claims("dead").take(key);
        Future<FetchOutcome> waiting = fetch("waiting", PATIENT);

        // When
        clock.advance(LIFETIME);

        // Then
        assertThat(((FetchOutcome.Stored) waiting.get()).downloaded()).isTrue();
        assertThat(store.list("acme/")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 40, 60})
    void a_claim_that_lost_its_end_in_a_power_cut_is_nobodys(int bytesLeft) throws Exception {
        // Given
        mayAnswer.countDown();
        claims("dead").take(key);
        Path file = folder.resolve(key.sidecar("claim").path());
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), bytesLeft));

        // When
        FetchOutcome outcome = fetch("next", PATIENT).get();

        // Then
        assertThat(((FetchOutcome.Stored) outcome).downloaded()).isTrue();
        assertThat(store.list("acme/")).isEmpty();
    }

    @Test
    void a_stalled_holder_that_lost_its_claim_gets_the_object_that_won() throws Exception {
        // Given
        Future<FetchOutcome> stalled = fetch("stalled", PATIENT);
        await().atMost(Duration.ofMinutes(1)).until(() -> host.connections() == 1);
        clock.advance(LIFETIME);
        Future<FetchOutcome> second = fetch("second", PATIENT);
        await().atMost(Duration.ofMinutes(1)).until(() -> host.connections() == 2);

        // When
        mayAnswer.countDown();

        // Then
        var one = (FetchOutcome.Stored) stalled.get();
        var other = (FetchOutcome.Stored) second.get();
        assertThat(one.object()).isEqualTo(other.object());
        assertThat(store.find(key)).contains(one.object());
        assertThat(store.list("acme/")).isEmpty();
    }

    @Test
    void a_claim_is_renewed_while_bytes_come_and_not_while_they_do_not() throws Exception {
        // Given
        RangedMedium medium = new RangedMedium(content, "\"one\"", 100_000);
        CountDownLatch mayBegin = new CountDownLatch(1);
        host.on(
                "/m",
                (request, out) -> {
                    (request.before() == 0 ? mayBegin : mayAnswer).await();
                    medium.write(request, out);
                });
        Future<FetchOutcome> fetch = fetch("holder", PATIENT);
        await().atMost(Duration.ofMinutes(1)).until(() -> host.connections() == 1);
        String taken = store.read(key.sidecar("claim")).orElseThrow().version();
        clock.advance(LIFETIME.dividedBy(2));

        // When
        mayBegin.countDown();

        // Then
        await().atMost(Duration.ofMinutes(1)).until(() -> host.connections() == 2);
        assertThat(store.read(key.sidecar("claim")).orElseThrow().version()).isNotEqualTo(taken);
        clock.advance(LIFETIME.minusMillis(1));
        assertThat(claims("other").take(key)).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(claims("other").take(key)).isPresent();
        mayAnswer.countDown();
        assertThat(fetch.get()).isInstanceOf(FetchOutcome.Stored.class);
    }

    @Test
    void a_holder_keeps_its_claim_while_token_and_hops_take_their_time() throws Exception {
        // Given
        host.on(
                "/m",
                (_, out) -> {
                    assertNotTakenAfter(NEARLY_A_LIFE);
                    out.write(text(redirect("/next") + "\r\n\r\n"));
                });
        host.on(
                "/next",
                (_, out) -> {
                    assertNotTakenAfter(NEARLY_A_LIFE);
                    out.write(text(ok(content.length) + "\r\n\r\n"));
                    out.write(content);
                });

        // When
        FetchOutcome outcome =
                fetch("holder", PATIENT, new LateTokens(() -> clock.advance(NEARLY_A_LIFE))).get();

        // Then
        assertThat(outcome).isInstanceOf(FetchOutcome.Stored.class);
    }

    @Test
    void a_holder_keeps_its_claim_when_it_asks_for_the_rest_after_a_silence() throws Exception {
        // Given
        CountDownLatch silence = new CountDownLatch(1);
        RangedMedium medium = new RangedMedium(content, "\"one\"", DISK_BUFFER);
        host.on(
                "/m",
                (request, out) -> {
                    if (request.before() == 0) {
                        medium.write(request, out);
                        await().atMost(Duration.ofMinutes(1)).until(this::isBufferWritten);
                        clock.advance(NEARLY_A_LIFE);
                        silence.await();
                    } else {
                        assertNotTakenAfter(NEARLY_A_LIFE);
                        medium.write(request, out);
                    }
                });

        // When
        FetchOutcome outcome = fetch("holder", PATIENT, Duration.ofMillis(500)).get();

        // Then
        silence.countDown();
        assertThat(outcome).isInstanceOf(FetchOutcome.Stored.class);
        assertThat(host.requests()).hasSize(2);
    }

    /** Fails the host's answer, and the fetch with it, if another gateway can have the claim. */
    private void assertNotTakenAfter(Duration time) {
        clock.advance(time);
        assertThat(claims("other").take(key)).isEmpty();
    }

    /** Whether what came of the file is in the store's hands. */
    private boolean isBufferWritten() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(".unfinished"))) {
            return files.anyMatch(file -> file.toFile().length() >= DISK_BUFFER);
        }
    }

    @Test
    void a_host_is_not_asked_for_what_another_took_over_during_the_wait_for_a_token()
            throws Exception {
        // Given
        var tokens =
                new LateTokens(() -> {
                    clock.advance(LIFETIME);
                    claims("other").take(key).orElseThrow();
                });

        // When
        FetchOutcome outcome = fetch("slow", IMPATIENT, tokens).get();

        // Then
        assertThat(outcome).isInstanceOf(FetchOutcome.OtherFault.class);
        assertThat(host.connections()).isZero();
    }

    /** A token that is there when something has happened. */
    private record LateTokens(Runnable before) implements BearerTokens {

        @Override
        public String token() {
            before.run();
            return "token";
        }

        @Override
        public void refused(String token) {}
    }

    @ParameterizedTest
    @CsvSource({"2, 10, 15", "1, 1, 15", "4, 20, 30", "2, 30, 40", "10, 600, 40"})
    void a_claim_outlives_a_silence_of_a_media_host_and_not_a_platforms_tries(
            int connectSeconds, int readSeconds, int seconds) {
        // Given
        var settings =
                new FetchSettings(
                        Duration.ofSeconds(connectSeconds),
                        Duration.ofSeconds(readSeconds),
                        Duration.ofMinutes(5),
                        1 << 20,
                        Set.of());

        // When
        ClaimTimes times = ClaimTimes.of(settings);

        // Then
        assertThat(times.lifetime()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(times.patience()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_live_claim_is_not_taken_and_a_released_one_is() {
        // Given
        HeldClaim held = claims("holder").take(key).orElseThrow();
        clock.advance(LIFETIME.minusMillis(1));
        boolean whileHeld = claims("other").take(key).isPresent();

        // When
        held.close();

        // Then
        assertThat(whileHeld).isFalse();
        assertThat(claims("other").take(key)).isPresent();
    }

    @Test
    void a_renewed_claim_lives_on() {
        // Given
        HeldClaim held = claims("holder").take(key).orElseThrow();
        clock.advance(LIFETIME.dividedBy(2));

        // When
        held.renewIfDue();

        // Then
        clock.advance(LIFETIME.minusMillis(1));
        assertThat(claims("other").take(key)).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(claims("other").take(key)).isPresent();
    }

    @Test
    void a_claim_that_is_fresh_is_not_written_again() {
        // Given
        HeldClaim held = claims("holder").take(key).orElseThrow();
        String before = store.read(key.sidecar("claim")).orElseThrow().version();

        // When
        held.renewIfDue();

        // Then
        assertThat(store.read(key.sidecar("claim")).orElseThrow().version()).isEqualTo(before);
    }

    @Test
    void who_lost_a_claim_neither_renews_nor_removes_the_new_one() {
        // Given
        HeldClaim lost = claims("stalled").take(key).orElseThrow();
        clock.advance(LIFETIME);
        claims("other").take(key).orElseThrow();
        String standing = store.read(key.sidecar("claim")).orElseThrow().version();

        // When
        lost.renewIfDue();
        lost.close();

        // Then
        assertThat(store.read(key.sidecar("claim")).orElseThrow().version()).isEqualTo(standing);
    }
}
