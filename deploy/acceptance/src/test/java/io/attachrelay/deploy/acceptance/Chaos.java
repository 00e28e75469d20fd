package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.acceptance.Script.Step;
import io.attachrelay.deploy.testkit.fault.Fault;
import io.attachrelay.deploy.testkit.fault.FaultProxy;
import io.attachrelay.deploy.testkit.platform.Delivery;
import io.attachrelay.deploy.testkit.platform.RetrySchedule;
import io.attachrelay.deploy.testkit.platform.WebhookEvent;
import io.attachrelay.deploy.testkit.platform.WebhookSender;
import io.attachrelay.settings.StoreSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Plays a script: the platform delivers, while an operator ends processes and starts them again.
 */
final class Chaos {

    /** As many as a busy platform delivers at once. */
    private static final int AT_ONCE = 16;

    /** Less patient than any platform: much is left to be delivered when all is well again. */
    private static final RetrySchedule HASTY =
            new RetrySchedule(Duration.ofSeconds(10), 2, Duration.ofSeconds(1));

    /** What only healing mends needs no second try before it. */
    private static final RetrySchedule ONCE =
            new RetrySchedule(Duration.ofSeconds(10), 0, Duration.ZERO);

    /** Until a file that is gone was so for long enough to be given up. */
    private static final RetrySchedule TO_GIVE_UP =
            new RetrySchedule(Duration.ofSeconds(10), 5, Duration.ofSeconds(1));

    /** A disaster that ends by itself lasts until so many deliveries more have ended. */
    private static final int MEANWHILE = 4;

    private final Stage stage;
    private final List<ServiceProcess> gateways;
    private final List<Sent> sent;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Set<Sent> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicReference<Instant> lastEnd = new AtomicReference<>(Instant.EPOCH);
    private int deliveries;

    /**
     * Puts the script's messages on the platforms, with their troubles.
     *
     * @param forbidden where some of them lead to
     */
    Chaos(Stage stage, List<ServiceProcess> gateways, Script script, URI forbidden) {
        this.stage = stage;
        this.gateways = gateways;
        this.sent = script.messages().stream().map(m -> send(m, forbidden)).toList();
    }

    /** A message as the platform has it: each delivery of it carries the same bytes. */
    record Sent(PlannedMessage plan, ArrivingMessage message, WebhookEvent event) {}

    private Sent send(PlannedMessage plan, URI forbidden) {
        ArrivingMessage message = plan.arrive(stage, forbidden);
        plan.trouble(message);
        return new Sent(plan, message, message.event());
    }

    List<Sent> sent() {
        return sent;
    }

    /** Those that a webhook was answered 200 for, so far. */
    Set<Sent> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** When a gateway ended for the last time, which may have left what it was about. */
    Instant lastEnd() {
        return lastEnd.get();
    }

    /** Returns when all has happened and every process runs. */
    void play(Script script) throws Exception {
        deliveries = (int) script.steps().stream().filter(Step.Deliver.class::isInstance).count();
        List<Future<?>> begun = new ArrayList<>();
        try (ExecutorService platform = Executors.newVirtualThreadPerTaskExecutor();
                ExecutorService operator = Executors.newSingleThreadExecutor()) {
            for (Step step : script.steps()) {
                begun.add(begin(step, platform, operator));
            }
        }
        for (Future<?> ended : begun) {
            ended.get();
        }
    }

    private Future<?> begin(Step step, ExecutorService platform, ExecutorService operator)
            throws InterruptedException {
        return switch (step) {
            case Step.Deliver(int message, int gateway) -> {
                free.acquire();
                yield platform.submit(() -> deliver(sent.get(message), gateways.get(gateway)));
            }
            case Step.KillGateway(int gateway) ->
                    operator.submit(() -> killAndStart(gateways.get(gateway)));
            case Step.StopGateway(int gateway) ->
                    operator.submit(() -> stopAndStart(gateways.get(gateway)));
            case Step.PauseGateway(int gateway) ->
                    operator.submit(() -> pauseAndResume(gateways.get(gateway)));
            case Step.LoseStore() -> operator.submit(this::loseAndFindStore);
            case Step.KillBroker() -> operator.submit(this::killAndStartBroker);
            case Step.ResetBrokerLine() -> operator.submit(brokerLine()::resetConnections);
            case Step.SpoilBrokerLine(Fault fault) ->
                    operator.submit(() -> spoilAndHealBrokerLine(fault));
        };
    }

    private void deliver(Sent one, ServiceProcess gateway) {
        try {
            WebhookSender sender = one.message().senderTo(gateway).retrying(schedule(one.plan()));
            if (sender.deliverWithRetries(one.event()).isAcknowledged()) {
                acknowledged.add(one);
            }
        } finally {
            ended.incrementAndGet();
            free.release();
        }
    }

    private static RetrySchedule schedule(PlannedMessage plan) {
        if (plan.isGivenUp()) {
            return TO_GIVE_UP;
        }
        return plan.isBroken() ? ONCE : HASTY;
    }

    private ServiceProcess killAndStart(ServiceProcess gateway) throws IOException {
        gateway.kill();
        lastEnd.set(Instant.now());
        return gateway.start();
    }

    private ServiceProcess stopAndStart(ServiceProcess gateway) throws IOException {
        gateway.stop();
        lastEnd.set(Instant.now());
        return gateway.start();
    }

    private ServiceProcess pauseAndResume(ServiceProcess gateway) throws IOException {
        gateway.pause();
        awaitSomeDeliveries();
        gateway.resume();
        return gateway;
    }

    private Path loseAndFindStore() throws IOException {
        Path place = ((StoreSettings.Disk) stage.system().settings().store()).path();
        Path away = place.resolveSibling("store-that-is-away");
        Files.move(place, away);
        awaitSomeDeliveries();
        return Files.move(away, place);
    }

    private void awaitSomeDeliveries() {
        int enough = Math.min(ended.get() + MEANWHILE, deliveries);
        Stage.await().until(() -> ended.get() >= enough);
    }

    private void spoilAndHealBrokerLine(Fault fault) {
        brokerLine().inject(fault);
        awaitSomeDeliveries();
        brokerLine().heal();
    }

    private FaultProxy brokerLine() {
        return stage.system().broker().proxy();
    }

    private void killAndStartBroker() {
        stage.system().broker().kill();
        stage.system().broker().start();
    }

    /**
     * Ends all troubles and delivers what was not acknowledged, until it is; what was acknowledged
     * without a file is delivered again to another gateway, until that has it.
     */
    void healAndRedeliver() {
        sent.forEach(s -> s.plan().heal(s.message()));
        try (ExecutorService platform = Executors.newFixedThreadPool(AT_ONCE)) {
            sent.stream()
                    .filter(s -> !acknowledged.contains(s) || s.plan().isGivenUp())
                    .forEach(s -> platform.execute(() -> redeliver(s)));
        }
    }

    private void redeliver(Sent one) {
        if (one.plan().isGivenUp()) {
            WebhookSender sender = one.message().senderTo(gateways.getLast());
            Stage.await().until(() -> isWhole(sender.deliverWithRetries(one.event())));
            acknowledged.add(one);
        } else if (one.message()
                .senderTo(gateways.getFirst())
                .deliverWithRetries(one.event())
                .isAcknowledged()) {
            acknowledged.add(one);
        }
    }

    private static boolean isWhole(Delivery delivery) {
        return delivery.isAcknowledged() && !delivery.last().body().contains("\"refusal\"");
    }
}
