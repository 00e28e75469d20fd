package io.attachrelay.topic;

import java.time.Duration;

/**
 * How a {@link KeyedConsumer} works.
 *
 * @param group the consumer group, without prefix
 * @param instanceId stable over restarts, and used by one process at a time: a second one throws
 *     the first out of the group
 * @param maxCalls records handled at the same time; a record in back-off does not count
 * @param maxBuffered records taken and not finished, over all conversations, before partitions are
 *     paused; one poll's records (500 unless configured) may come on top
 * @param commitEvery how often finished work is committed; a crash repeats what was finished since
 * @param backOff for records whose handling failed
 */
public record KeyedConsumerOptions(
        String group,
        String instanceId,
        int maxCalls,
        int maxBuffered,
        Duration commitEvery,
        BackOff backOff) {

    /**
     * 64 calls, 2,000 buffered, commits every 100 ms; retries from 200 ms to 30 s, given up after
     * 10 min.
     */
    public static KeyedConsumerOptions of(String group, String instanceId) {
        BackOff backOff =
                new BackOff(Duration.ofMillis(200), Duration.ofSeconds(30), Duration.ofMinutes(10));
        return new KeyedConsumerOptions(
                group, instanceId, 64, 2_000, Duration.ofMillis(100), backOff);
    }

    /** The same with another back-off. */
    public KeyedConsumerOptions with(BackOff other) {
        return new KeyedConsumerOptions(
                group, instanceId, maxCalls, maxBuffered, commitEvery, other);
    }
}
