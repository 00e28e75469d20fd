package io.attachrelay.topic;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a group has committed. A commit that fails is no fault by itself: the next one covers it,
 * and without a next one finished records are handled again.
 */
final class Commits {

    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

    /** Twice a broker's usual time to move a coordinator, and far below the poll interval. */
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, OffsetAndMetadata> acknowledged = new HashMap<>();

    Commits(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * Reads where these partitions stand, and what is finished above.
     *
     * @throws KafkaException if the broker does not say
     */
    Map<TopicPartition, CommitPosition> load(Collection<TopicPartition> partitions) {
        Map<TopicPartition, CommitPosition> positions = new HashMap<>();
        consumer.committed(Set.copyOf(partitions), WITHIN)
                .forEach((partition, commit) -> {
                    if (commit != null) {
                        acknowledged.put(partition, commit);
                        positions.put(partition, CommitPosition.decode(commit));
                    }
                });
        return positions;
    }

    /** Commits what has changed, without waiting for the answer. */
    void commit(Map<TopicPartition, PartitionLanes> held) {
        var news = news(held);
        if (!news.isEmpty()) {
            consumer.commitAsync(news, this::answered);
        }
    }

    /** Commits what has changed and waits for the answer. */
    void commitNow(Map<TopicPartition, PartitionLanes> held) {
        var news = news(held);
        if (news.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(news, WITHIN);
            acknowledged.putAll(news);
        } catch (KafkaException e) {
            logFailed(e);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> news(Map<TopicPartition, PartitionLanes> held) {
        Map<TopicPartition, OffsetAndMetadata> news = new HashMap<>();
        held.forEach((partition, lanes) ->
                lanes.offsets()
                        .position()
                        .map(CommitPosition::encode)
                        .filter(commit -> !commit.equals(acknowledged.get(partition)))
                        .ifPresent(commit -> news.put(partition, commit)));
        return news;
    }

    private void answered(
            Map<TopicPartition, OffsetAndMetadata> commits, @Nullable Exception failure) {
        if (failure == null) {
            acknowledged.putAll(commits);
        } else {
            logFailed(failure);
        }
    }

    private static void logFailed(Exception failure) {
        LOG.atWarn()
                .setMessage("commit failed")
                .addKeyValue("reason", FailureText.of(failure))
                .log();
    }
}
