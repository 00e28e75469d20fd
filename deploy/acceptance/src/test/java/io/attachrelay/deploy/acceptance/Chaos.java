package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.acceptance.Script.Step;
import io.attachrelay.deploy.testkit.platform.RetrySchedule;
import io.attachrelay.deploy.testkit.platform.WebhookEvent;
import io.attachrelay.deploy.testkit.platform.WebhookSender;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

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

    private final Stage stage;
    private final List<ServiceProcess> gateways;
    private final List<Sent> sent;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Set<Sent> acknowledged = ConcurrentHashMap.newKeySet();

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

    /** Returns when all has happened and every process runs. */
    void play(Script script) throws Exception {
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
            case Step.KillBroker() -> operator.submit(this::killAndStartBroker);
        };
    }

    private void deliver(Sent one, ServiceProcess gateway) {
        try {
            RetrySchedule schedule = one.plan().isBroken() ? ONCE : HASTY;
            WebhookSender sender = one.message().senderTo(gateway).retrying(schedule);
            if (sender.deliverWithRetries(one.event()).isAcknowledged()) {
                acknowledged.add(one);
            }
        } finally {
            free.release();
        }
    }

    private static ServiceProcess killAndStart(ServiceProcess gateway) throws IOException {
        gateway.kill();
        return gateway.start();
    }

    private static ServiceProcess stopAndStart(ServiceProcess gateway) throws IOException {
        gateway.stop();
        return gateway.start();
    }

    private void killAndStartBroker() {
        stage.system().broker().kill();
        stage.system().broker().start();
    }

    /** Ends all troubles and delivers what was not acknowledged, until it is. */
    void healAndRedeliver() {
        sent.forEach(s -> s.plan().heal(s.message()));
        try (ExecutorService platform = Executors.newFixedThreadPool(AT_ONCE)) {
            sent.stream()
                    .filter(s -> !acknowledged.contains(s))
                    .forEach(s -> platform.execute(() -> redeliver(s)));
        }
    }

    private void redeliver(Sent one) {
        if (one.message()
                .senderTo(gateways.getFirst())
                .deliverWithRetries(one.event())
                .isAcknowledged()) {
            acknowledged.add(one);
        }
    }
}
