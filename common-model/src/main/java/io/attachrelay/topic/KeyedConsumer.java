package io.attachrelay.topic;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics with one first-in-first-out lane per conversation and a virtual thread per call, so
 * that a conversation that waits holds up no other, and a tenant whose calls are slow leaves room
 * for others'.
 *
 * <p>Every record is handled at least once: it counts as finished when its handler returns or when
 * it is parked among the dead letters. A crash repeats what was in flight, and what was finished
 * since the last commit. A failing record is tried again within its lane; once it is given up, the
 * records that wait behind it are parked with it, in order, so that none overtakes it, unless the
 * partition moves in that moment.
 *
 * <p>A lane belongs to a key of one partition. The same conversation on a topic and on its replay
 * topic has two lanes, which run at the same time: an accepted cost, as a replay is another
 * occasion. A record without a key, which only another program can have written, is a lane of its
 * own and is handed over with an empty key.
 *
 * <p>A lost broker is waited for as long as it takes. Any other failure of the loop is logged, and
 * the loop begins anew after a back-off, for ever.
 */
public final class KeyedConsumer<V> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeyedConsumer.class);

    private static final BackOff RESTART =
            new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ZERO);

    private final KafkaClients clients;
    private final KeyedConsumerOptions options;
    private final List<String> topics;
    private final RecordWork<V> work;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean running;
    private @Nullable Thread thread;
    private int failuresInARow;

    /**
     * @param topics the topic and, where it has one, its replay topic
     * @param tenants whose a record is: one tenant's slow calls leave room for others'
     * @param deadLetters takes what can't be handled
     */
    public KeyedConsumer(
            KafkaClients clients,
            KeyedConsumerOptions options,
            List<Topic<V>> topics,
            Function<V, String> tenants,
            RecordHandler<V> handler,
            DeadLetters deadLetters) {
        this.clients = clients;
        this.options = options;
        this.topics = topics.stream().map(Topic::name).toList();
        this.work = new RecordWork<>(topics, tenants, handler, deadLetters, options);
    }

    /**
     * Begins to read, on a thread of its own, and returns at once.
     *
     * @throws IllegalStateException if it was begun or closed before
     */
    public synchronized void start() {
        if (thread != null || isClosing()) {
            throw new IllegalStateException("a keyed consumer is started once");
        }
        thread = Thread.ofPlatform().name("keyed-consumer " + options.group()).start(this::work);
    }

    /**
     * Whether it reads: {@code false} until the first poll, after a failure until the loop polls
     * again, and once it is closed.
     */
    public boolean isRunning() {
        return running;
    }

    /**
     * Stops reading, gives running calls their grace, commits what is finished and leaves the
     * group. What then still runs is interrupted; what backs off is left to the partition's next
     * holder.
     */
    @Override
    public void close() {
        closing.countDown();
        Thread started = started();
        if (started == null) {
            return;
        }
        try {
            started.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Thread started() {
        return thread;
    }

    private void work() {
        while (!isClosing()) {
            try {
                belongToGroup();
            } catch (RuntimeException | Error e) {
                recoverFrom(e, "keyed consumer failed and begins anew");
            }
        }
    }

    private void belongToGroup() {
        var consumer = clients.consumer(options.group(), options.instanceId());
        try (var loop = new ConsumerLoop(consumer, topics, work, options, this::isClosing)) {
            while (!isClosing()) {
                turn(loop);
            }
        } finally {
            running = false;
        }
    }

    private void turn(ConsumerLoop loop) {
        try {
            loop.turn();
            running = true;
            failuresInARow = 0;
        } catch (RetriableException e) {
            running = false;
            recoverFrom(e, "keyed consumer failed and goes on");
        }
    }

    private void recoverFrom(Throwable failure, String message) {
        failuresInARow++;
        LOG.atError()
                .setMessage(message)
                .addKeyValue("group", options.group())
                .addKeyValue("attempt", failuresInARow)
                .setCause(failure)
                .log();
        double jitter = ThreadLocalRandom.current().nextDouble();
        try {
            closing.await(RESTART.delay(failuresInARow, jitter).toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }
}
