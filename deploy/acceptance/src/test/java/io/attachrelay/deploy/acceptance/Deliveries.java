package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.testkit.platform.Delivery;
import io.attachrelay.deploy.testkit.platform.WebhookEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same events, delivered to each of several gateways at once, to each in another order. */
final class Deliveries implements AutoCloseable {

    /** As many as a busy platform delivers to a gateway at once. */
    private static final int AT_ONCE = 8;

    private final Map<ServiceProcess, List<Future<Delivery>>> byGateway = new HashMap<>();
    private final List<ExecutorService> platforms = new ArrayList<>();

    /**
     * Begins; each delivery is repeated until it is acknowledged or the platform gives up.
     *
     * @param seed of the orders
     */
    Deliveries(List<ArrivingMessage> messages, Gateways gateways, long seed) {
        Random random = new Random(seed);
        List<Arrival> arrivals = messages.stream().map(m -> new Arrival(m, m.event())).toList();
        for (ServiceProcess gateway : gateways.all()) {
            List<Arrival> order = new ArrayList<>(arrivals);
            Collections.shuffle(order, random);
            ExecutorService platform = Executors.newFixedThreadPool(AT_ONCE);
            platforms.add(platform);
            byGateway.put(
                    gateway,
                    order.stream().map(a -> platform.submit(() -> a.deliverTo(gateway))).toList());
        }
    }

    /** A message with its event: each delivery carries the same bytes. */
    private record Arrival(ArrivingMessage message, WebhookEvent event) {
        Delivery deliverTo(ServiceProcess gateway) {
            return message.senderTo(gateway).deliverWithRetries(event);
        }
    }

    /** Returns when so many deliveries to this gateway have ended. */
    void await(ServiceProcess gateway, int count) {
        Stage.await().until(() -> ended(gateway) >= count);
    }

    private long ended(ServiceProcess gateway) {
        return byGateway.get(gateway).stream().filter(Future::isDone).count();
    }

    /** All, when all have ended. */
    List<Delivery> all() throws Exception {
        List<Delivery> all = new ArrayList<>();
        for (List<Future<Delivery>> some : byGateway.values()) {
            for (Future<Delivery> delivery : some) {
                all.add(delivery.get());
            }
        }
        return all;
    }

    @Override
    public void close() {
        platforms.forEach(ExecutorService::shutdownNow);
    }
}
