package io.attachrelay.deploy.testkit.kafka;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Waits for a new topic to be writable.
 *
 * <p>A topic is created before its partitions have leaders. An idempotent producer with several
 * requests in flight that writes in between can be refused for ever (8 of 12 runs).
 */
public final class TopicLeaders {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private TopicLeaders() {}

    /**
     * Returns when partitions 0 to {@code partitions - 1} have leaders.
     *
     * @throws BrokerException when they have none after 30 s, or the broker refuses to say
     */
    public static void await(Admin admin, String topic, int partitions)
            throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        var offsets =
                IntStream.range(0, partitions)
                        .mapToObj(partition -> new TopicPartition(topic, partition))
                        .collect(toMap(partition -> partition, _ -> OffsetSpec.latest()));
        while (!haveLeaders(admin, topic, offsets, end)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static boolean haveLeaders(
            Admin admin, String topic, Map<TopicPartition, OffsetSpec> offsets, long end)
            throws InterruptedException {
        try {
            admin.listOffsets(offsets).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException && System.nanoTime() < end) {
                return false;
            }
            throw BrokerException.noLeaders(topic, LIMIT, e);
        }
    }
}
