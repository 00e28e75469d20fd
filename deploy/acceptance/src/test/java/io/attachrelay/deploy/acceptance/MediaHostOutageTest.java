package io.attachrelay.deploy.acceptance;

import static java.util.concurrent.CompletableFuture.delayedExecutor;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.system.Closing;
import io.attachrelay.deploy.testkit.platform.Delivery;
import io.attachrelay.deploy.testkit.platform.DeliveryAttempt;
import io.attachrelay.deploy.testkit.platform.RetrySchedule;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A media host that is down for a minute, in real time, and a platform that keeps the schedule of
 * Genesys: 10 s for an answer, five more tries 5 s apart.
 */
@ExtendWith(RunningSystems.class)
class MediaHostOutageTest {

    private static final int OUTAGE_SECONDS = 60;

    /** A second before the webhook's deadline of 8 s, for a clock that is read elsewhere. */
    private static final Duration HELD = Duration.ofSeconds(7);

    /** The breaker's: from a probe's end to the next. */
    private static final int PAUSE_SECONDS = 2;

    /** As many faults as open a breaker. */
    private static final int CROWD = 5;

    private final Stage stage;
    private final Closing closing = new Closing();
    private final List<DownHost> hosts = new ArrayList<>();
    private final List<ArrivingMessage> messages = new ArrayList<>();
    private final List<CompletableFuture<Delivery>> deliveries = new ArrayList<>();
    private ServiceProcess gateway;
    private ExecutorService platform;

    MediaHostOutageTest(InOneProcess system) {
        this.stage = system.stage();
    }

    @BeforeEach
    void start() throws IOException {
        for (DownHost.Way way : DownHost.Way.values()) {
            hosts.add(closing.add(new DownHost(stage, way)));
        }
        // One that a single event comes from, which never opens a breaker at once.
        hosts.add(closing.add(new DownHost(stage, DownHost.Way.ANSWERS_503)));
        gateway = closing.add(ServiceProcess.gateway("in-an-outage", stage, allowing(hosts)));
        gateway.start();
        platform = closing.add(Executors.newVirtualThreadPerTaskExecutor());
    }

    @AfterEach
    void stop() {
        closing.close();
    }

    @Test
    void an_outage_of_a_minute_loses_nothing_and_the_host_is_probed_by_one_request()
            throws Exception {
        // Given a crowd at once, and an event in each fourth second of the outage
        List<DownHost> crowded = hosts.subList(0, hosts.size() - 1);
        for (DownHost host : crowded) {
            for (int i = 0; i < CROWD; i++) {
                deliver(host, 0);
            }
            for (int second = 1; second < OUTAGE_SECONDS; second += 4) {
                deliver(host, second);
            }
        }
        deliver(hosts.getLast(), 0);
        CompletableFuture<Void> back =
                CompletableFuture.runAsync(() -> {}, delayedExecutor(OUTAGE_SECONDS, SECONDS));

        // When
        for (DownHost host : crowded) {
            Stage.await().until(() -> timesLogged("media host is down", host) > 0);
        }
        long open = System.nanoTime();
        Map<DownHost, Integer> before = requests(crowded);
        back.join();
        Map<DownHost, Integer> after = requests(crowded);
        long openSeconds = Duration.ofNanos(System.nanoTime() - open).toSeconds();
        Instant healed = Instant.now();
        hosts.forEach(DownHost::heal);

        // Then
        List<Delivery> ended = deliveries.stream().map(CompletableFuture::join).toList();
        assertThat(ended).allMatch(Delivery::isAcknowledged);
        assertThat(ended.stream().flatMap(d -> declinedBefore(healed, d)))
                .allMatch(a -> a.took().compareTo(HELD) > 0);
        for (DownHost host : crowded) {
            assertThat(after.get(host) - before.get(host))
                    .describedAs("probes of %s in %d s", host, openSeconds)
                    .isLessThanOrEqualTo((int) openSeconds / PAUSE_SECONDS + 1);
            assertThat(timesLogged("media host is down", host)).isOne();
            assertThat(timesLogged("media host is back", host)).isOne();
        }
        new Ledger(stage).with(messages).assertHolds();
    }

    private void deliver(DownHost host, int second) {
        ArrivingMessage message = host.message(SampleFiles.png().seed(messages.size()));
        messages.add(message);
        var genesys = message.senderTo(gateway).retrying(RetrySchedule.GENESYS);
        var event = message.event();
        deliveries.add(
                supplyAsync(
                        () -> genesys.deliverWithRetries(event),
                        delayedExecutor(second, SECONDS, platform)));
    }

    private static Stream<DeliveryAttempt> declinedBefore(Instant healed, Delivery delivery) {
        return delivery.attempts().stream()
                .filter(a -> !a.isAcknowledged() && a.at().plus(a.took()).isBefore(healed));
    }

    private static Map<DownHost, Integer> requests(List<DownHost> hosts) {
        Map<DownHost, Integer> requests = new HashMap<>();
        hosts.forEach(h -> requests.put(h, h.requests()));
        return requests;
    }

    private long timesLogged(String message, DownHost host) throws IOException {
        return gateway.logLines().stream()
                .filter(line -> line.contains(message) && line.contains(host.authority()))
                .count();
    }

    private Map<String, String> allowing(List<DownHost> hosts) {
        String authorities =
                hosts.stream().map(DownHost::authority).collect(Collectors.joining(","));
        String globex = stage.system().cxone().media().url().getAuthority();
        return Map.of(
                "ATTACHRELAY_TENANTS_ACME_MEDIA_HOSTS",
                authorities,
                "ATTACHRELAY_FETCH_ALLOW_PRIVATE_HOSTS",
                authorities + "," + globex);
    }
}
