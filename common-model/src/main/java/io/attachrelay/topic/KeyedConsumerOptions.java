package io.attachrelay.topic;

import java.time.Duration;

/**
 * How a {@link KeyedConsumer} works.
 *
 * @param group the consumer group, without prefix
 * @param instanceId stable over restarts, and used by one process at a time: a second one throws
 *     the first out of the group
 * @param maxCalls records handled at the same time; a record in back-off does not count
 * @param maxBuffered memory in bytes of the records taken and not finished, each counted as 1 KB
 *     more than its own bytes: from there on only those partitions are read that fill less than
 *     their equal share of it, so that it may be filled twice; what one poll brings (500 records, 1
 *     MB a partition unless configured) comes on top
 * @param commitEvery how often finished work is committed; a crash repeats what was finished since
 * @param backOff for records whose handling failed
 * @param grace how long running calls get when their partition is taken away or the consumer
 *     closes; then they are interrupted, and the next holder repeats them
 */
public record KeyedConsumerOptions(
        String group,
        String instanceId,
        int maxCalls,
        long maxBuffered,
        Duration commitEvery,
        BackOff backOff,
        Duration grace) {

    /**
     * A platform's silence is put up with for 20 s, so that a call that was begun comes to its end;
     * and 30 s is what orchestrators give to the whole.
     */
    private static final Duration GRACE = Duration.ofSeconds(25);

    /**
     * 64 calls, 8 MB buffered (some 4,000 records of the usual size), commits every 100 ms; retries
     * from 200 ms to 30 s, given up after 10 min; 25 s of grace.
     */
    public static KeyedConsumerOptions of(String group, String instanceId) {
        BackOff backOff =
                new BackOff(Duration.ofMillis(200), Duration.ofSeconds(30), Duration.ofMinutes(10));
        return new KeyedConsumerOptions(
                group, instanceId, 64, 8L << 20, Duration.ofMillis(100), backOff, GRACE);
    }

    /** The same with another back-off. */
    public KeyedConsumerOptions with(BackOff other) {
        return new KeyedConsumerOptions(
                group, instanceId, maxCalls, maxBuffered, commitEvery, other, grace);
    }
}
