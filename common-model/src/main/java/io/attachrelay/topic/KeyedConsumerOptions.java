package io.attachrelay.topic;

import java.time.Duration;

/**
 * How a {@link KeyedConsumer} works.
 *
 * @param group the consumer group, without prefix
 * @param instanceId stable over restarts, and used by one process at a time: a second one throws
 *     the first out of the group
 * @param maxCalls records handled at the same time; a record in back-off does not count
 * @param maxCallsEach how many of them may be one tenant's: slow calls of one leave room for
 *     others'
 * @param maxBuffered memory in bytes of the records taken and not finished, each counted as 1 KB
 *     more than its own bytes: from there on only those partitions are read that fill less than
 *     their equal share of it, so that it may be filled twice; what one poll brings (100 records, 1
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
        int maxCallsEach,
        long maxBuffered,
        Duration commitEvery,
        BackOff backOff,
        Duration grace) {

    /**
     * A platform's silence is put up with for 20 s, so that a call that was begun comes to its end;
     * and 30 s is what orchestrators give to the whole.
     */
    private static final Duration GRACE = Duration.ofSeconds(25);

    /** What one tenant's waiting records take is out of reach for others, so it should be much. */
    private static final long LEAST_BUFFERED = 8L << 20;

    private static final long MOST_BUFFERED = 256L << 20;

    /** Three consumers in one process, each filled twice, leave more than half of the heap. */
    private static final int PART_OF_HEAP = 16;

    /**
     * 128 calls, 64 of them one tenant's; a sixteenth of the heap buffered, 8 MB at least and 256
     * MB at most (8 MB are some 4,000 records of the usual size); commits every 100 ms; retries
     * from 200 ms to 30 s, given up after 10 min; 25 s of grace.
     */
    public static KeyedConsumerOptions of(String group, String instanceId) {
        BackOff backOff =
                new BackOff(Duration.ofMillis(200), Duration.ofSeconds(30), Duration.ofMinutes(10));
        long maxBuffered =
                Math.clamp(
                        Runtime.getRuntime().maxMemory() / PART_OF_HEAP,
                        LEAST_BUFFERED,
                        MOST_BUFFERED);
        return new KeyedConsumerOptions(
                group, instanceId, 128, 64, maxBuffered, Duration.ofMillis(100), backOff, GRACE);
    }

    /**
     * The same with other numbers of calls.
     *
     * @param all in all, from 1
     * @param each of one tenant, from 1
     */
    public KeyedConsumerOptions withCalls(int all, int each) {
        return new KeyedConsumerOptions(
                group, instanceId, all, each, maxBuffered, commitEvery, backOff, grace);
    }

    /** The same with another back-off. */
    public KeyedConsumerOptions with(BackOff other) {
        return new KeyedConsumerOptions(
                group, instanceId, maxCalls, maxCallsEach, maxBuffered, commitEvery, other, grace);
    }
}
