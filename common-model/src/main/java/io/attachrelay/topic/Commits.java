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
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

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
    private int failuresInARow;

    Commits(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * Reads where these partitions stand, and what is finished above.
     *
     * @throws KafkaException if the broker does not say
     */
    Map<TopicPartition, CommitPosition> load(Collection<TopicPartition> partitions) {
        acknowledged.keySet().removeAll(partitions);
        Map<TopicPartition, CommitPosition> positions = new HashMap<>();
        committed(Set.copyOf(partitions))
                .forEach((partition, commit) -> {
                    if (commit != null) {
                        acknowledged.put(partition, commit);
                        positions.put(partition, CommitPosition.decode(commit));
                    }
                });
        return positions;
    }

    /** A failure ends the membership: Kafka counts the partitions as assigned all the same. */
    private Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
        try {
            return consumer.committed(partitions, WITHIN);
        } catch (RetriableException e) {
            throw new KafkaException("the broker does not say what is committed", e);
        }
    }

    /** The next poll brings the partition's records from that offset on. */
    void readFrom(TopicPartition partition, long offset) {
        consumer.seek(partition, offset);
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
        commitNow(held, WITHIN);
    }

    /** The same, and waits for so long at most. */
    void commitNow(Map<TopicPartition, PartitionLanes> held, Duration within) {
        var news = news(held);
        if (news.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(news, within);
            answered(news, null);
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
                        .filter(commit -> isNews(partition, commit))
                        .ifPresent(commit -> news.put(partition, commit)));
        return news;
    }

    private boolean isNews(TopicPartition partition, OffsetAndMetadata commit) {
        return !commit.equals(acknowledged.get(partition));
    }

    private void answered(
            Map<TopicPartition, OffsetAndMetadata> commits, @Nullable Exception failure) {
        if (failure == null) {
            acknowledged.putAll(commits);
            failuresInARow = 0;
        } else {
            logFailed(failure);
        }
    }

    /** Failures 1, 2, 4, 8 and so on: there are ten a second while the coordinator is away. */
    private void logFailed(Exception failure) {
        failuresInARow++;
        LOG.atLevel(Integer.bitCount(failuresInARow) == 1 ? Level.WARN : Level.DEBUG)
                .setMessage("commit failed")
                .addKeyValue("attempt", failuresInARow)
                .addKeyValue("reason", FailureText.of(failure))
                .log();
    }
}
