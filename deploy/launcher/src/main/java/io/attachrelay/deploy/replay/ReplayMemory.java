package io.attachrelay.deploy.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What the broker remembers of a replay: the offsets reached, and beside each what it is for. */
record ReplayMemory(Map<TopicPartition, OffsetAndMetadata> committed) {

    /** Empty if the replay is new, or is one of a version that did not write it down. */
    Optional<ReplayScope> scope() {
        return committed.values().stream()
                .flatMap(offset -> ReplayScope.of(offset.metadata()).stream())
                .findFirst();
    }

    /** What comes next on the partitions of a topic; none of those that were not begun. */
    Map<TopicPartition, Long> reached(String topic) {
        Map<TopicPartition, Long> reached = new HashMap<>();
        committed.forEach((partition, offset) -> {
            if (partition.topic().equals(topic)) {
                reached.put(partition, offset.offset());
            }
        });
        return reached;
    }
}
