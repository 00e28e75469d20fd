package io.attachrelay.topic;

import static org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation.LEAVE_GROUP;
import static org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** One membership in the group, from joining it until it fails or ends. Not safe for threads. */
final class ConsumerLoop implements AutoCloseable {

    private static final Duration IDLE_POLL = Duration.ofMillis(100);

    /** What is paused shall go on soon after there is room again. */
    private static final Duration PAUSED_POLL = Duration.ofMillis(10);

    /** A twentieth of the shortest wait that takes no thread. */
    private static final Duration WAKE_EVERY = Duration.ofMillis(50);

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final HeldPartitions partitions;
    private final AtomicReference<@Nullable Throwable> laneFailure = new AtomicReference<>();
    private final BooleanSupplier leaving;
    private final long commitEvery;
    private final Thread waker;
    private long lastCommit = System.nanoTime();

    /**
     * @param consumer closed with this
     * @param leaving asked on closing: whether the group shall give this member's partitions to
     *     others at once, or wait for it to come back
     */
    ConsumerLoop(
            Consumer<byte[], byte[]> consumer,
            List<String> topics,
            RecordWork<?> work,
            KeyedConsumerOptions options,
            BooleanSupplier leaving) {
        this.consumer = consumer;
        this.partitions =
                new HeldPartitions(
                        new Commits(consumer),
                        work,
                        options,
                        (_, failure) -> laneFailure.set(failure));
        this.leaving = leaving;
        this.commitEvery = options.commitEvery().toNanos();
        this.waker = Thread.ofVirtual().name("waker").start(this::wakeUp);
        consumer.subscribe(topics, partitions);
    }

    /**
     * Reads what has come, if there is room, and commits when it is time.
     *
     * @throws RetriableException if the broker failed in passing: the next turn may succeed
     * @throws RuntimeException if the membership can't go on
     */
    void turn() {
        requireHealthyLanes();
        boolean paused = pauseWhatIsFull();
        partitions.take(consumer.poll(paused ? PAUSED_POLL : IDLE_POLL));
        if (System.nanoTime() - lastCommit >= commitEvery) {
            partitions.commit();
            lastCommit = System.nanoTime();
        }
    }

    /** On a thread of its own: while partitions move, the polling thread waits for calls to end. */
    private void wakeUp() {
        try {
            while (true) {
                Thread.sleep(WAKE_EVERY);
                partitions.wakeUp();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            laneFailure.set(e);
        }
    }

    private void requireHealthyLanes() {
        Throwable failure = laneFailure.get();
        if (failure != null) {
            throw new IllegalStateException("a lane died", failure);
        }
    }

    private boolean pauseWhatIsFull() {
        Set<TopicPartition> full = partitions.toPause();
        Set<TopicPartition> free = new HashSet<>(consumer.paused());
        free.removeAll(full);
        consumer.pause(full);
        consumer.resume(free);
        return !full.isEmpty();
    }

    /** Gives running calls their grace, commits what is finished and closes the consumer. */
    @Override
    public void close() {
        waker.interrupt();
        try {
            partitions.releaseAll();
        } finally {
            var membership = leaving.getAsBoolean() ? LEAVE_GROUP : REMAIN_IN_GROUP;
            consumer.close(
                    CloseOptions.groupMembershipOperation(membership).withTimeout(CLOSE_WITHIN));
        }
    }
}
