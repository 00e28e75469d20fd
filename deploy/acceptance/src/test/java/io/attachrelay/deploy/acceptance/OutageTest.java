package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static io.attachrelay.deploy.system.SimulatedSystem.GLOBEX;
import static java.util.concurrent.CompletableFuture.delayedExecutor;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.system.Closing;
import io.attachrelay.deploy.testkit.fault.Fault;
import io.attachrelay.deploy.testkit.fault.FaultProxy;
import io.attachrelay.deploy.testkit.platform.Delivery;
import io.attachrelay.deploy.testkit.platform.DeliveryAttempt;
import io.attachrelay.deploy.testkit.platform.RetrySchedule;
import io.attachrelay.deploy.testkit.sample.SampleFile;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a gateway fetches with is down for a minute, in real time: media hosts, a token endpoint,
 * the store. The platform keeps the schedule of Genesys: 10 s for an answer, five more tries 5 s
 * apart. All outages are one, since each takes its minute.
 */
@ExtendWith(RunningSystems.class)
@Order(3)
class OutageTest {

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
    private final List<Event> events = new ArrayList<>();
    private FaultProxy tokens;
    private StoreMount store;
    private ServiceProcess gateway;
    private ServiceProcess unmounted;
    private ExecutorService platform;

    OutageTest(InOneProcess system) {
        this.stage = system.stage();
    }

    /** An event of something that is down. */
    private record Event(Object of, ArrivingMessage message, CompletableFuture<Delivery> ending) {

        Delivery delivery() {
            return ending.join();
        }

        /** The attempts that were declined before then. */
        Stream<DeliveryAttempt> declinedBefore(Instant then) {
            return delivery().attempts().stream()
                    .filter(a -> !a.isAcknowledged() && a.at().plus(a.took()).isBefore(then));
        }

        @Override
        public String toString() {
            return of + ": " + delivery();
        }
    }

    @BeforeEach
    void start() throws IOException {
        for (DownHost.Way way : DownHost.Way.values()) {
            hosts.add(closing.add(new DownHost(stage, way)));
        }
        // One that a single event comes from, which never opens a breaker at once.
        hosts.add(closing.add(new DownHost(stage, DownHost.Way.ANSWERS_503)));
        URI login = stage.platform(GLOBEX).tokenUrl();
        tokens = closing.add(FaultProxy.to(login.getHost(), login.getPort()));
        tokens.inject(new Fault.Refuse());
        store = new StoreMount(stage);
        gateway = closing.add(ServiceProcess.gateway("in-an-outage", stage, leadingAstray()));
        unmounted = closing.add(ServiceProcess.gateway("unmounted", stage, mounting()));
        gateway.launch();
        unmounted.launch();
        gateway.awaitReady();
        unmounted.awaitReady();
        store.unmount();
        platform = closing.add(Executors.newVirtualThreadPerTaskExecutor());
    }

    @AfterEach
    void stop() {
        closing.close();
    }

    @Test
    void an_outage_of_a_minute_loses_nothing_and_a_media_host_is_probed_by_one_request()
            throws Exception {
        // Given a crowd at once, and an event in each fourth second of the outage
        List<DownHost> crowded = hosts.subList(0, hosts.size() - 1);
        for (DownHost host : crowded) {
            deliverThroughout(host, gateway, host::message);
        }
        deliver(hosts.getLast(), gateway, hosts.getLast()::message, 0);
        deliverThroughout("the token endpoint", gateway, file -> stage.message(GLOBEX, file));
        deliverThroughout("the store", unmounted, file -> stage.message(ACME, file));
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
        tokens.heal();
        store.mount();

        // Then
        assertThat(events).allMatch(e -> e.delivery().isAcknowledged());
        assertThat(events)
                .allSatisfy(e ->
                        assertThat(e.declinedBefore(healed))
                                .allMatch(a -> a.took().compareTo(HELD) > 0));
        for (DownHost host : crowded) {
            assertThat(after.get(host) - before.get(host))
                    .describedAs("probes of %s in %d s", host, openSeconds)
                    .isLessThanOrEqualTo((int) openSeconds / PAUSE_SECONDS + 1);
            assertThat(timesLogged("media host is down", host)).isOne();
            assertThat(timesLogged("media host is back", host)).isOne();
        }
        new Ledger(stage).with(events.stream().map(Event::message).toList()).assertHolds();
    }

    private void deliverThroughout(
            Object down, ServiceProcess to, Function<SampleFile, ArrivingMessage> messages) {
        for (int i = 0; i < CROWD; i++) {
            deliver(down, to, messages, 0);
        }
        for (int second = 1; second < OUTAGE_SECONDS; second += 4) {
            deliver(down, to, messages, second);
        }
    }

    private void deliver(
            Object down,
            ServiceProcess to,
            Function<SampleFile, ArrivingMessage> messages,
            int second) {
        ArrivingMessage message = messages.apply(SampleFiles.png().seed(events.size()));
        var genesys = message.senderTo(to).retrying(RetrySchedule.GENESYS);
        var event = message.event();
        events.add(
                new Event(
                        down,
                        message,
                        supplyAsync(
                                () -> genesys.deliverWithRetries(event),
                                delayedExecutor(second, SECONDS, platform))));
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

    private Map<String, String> leadingAstray() {
        String authorities =
                hosts.stream().map(DownHost::authority).collect(Collectors.joining(","));
        String globex = stage.platform(GLOBEX).media().url().getAuthority();
        String login = "http://127.0.0.1:" + tokens.port();
        return Map.of(
                "ATTACHRELAY_TENANTS_ACME_MEDIA_HOSTS",
                authorities,
                "ATTACHRELAY_FETCH_ALLOW_PRIVATE_HOSTS",
                authorities + "," + globex,
                "ATTACHRELAY_TENANTS_GLOBEX_OAUTH_TOKEN_URL",
                login + stage.platform(GLOBEX).tokenUrl().getPath());
    }

    private Map<String, String> mounting() {
        return Map.of("ATTACHRELAY_STORE_PATH", store.path().toString());
    }
}
