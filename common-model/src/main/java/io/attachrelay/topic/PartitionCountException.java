package io.attachrelay.topic;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Topics have another number of partitions than they need. It can't be changed: a conversation's
 * records would move to another partition, and order and deduplication rest on where they lie.
 */
public final class PartitionCountException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * One topic that does not fit.
     *
     * @param wanted the partitions it needs
     * @param found the partitions it has
     */
    record Mismatch(String topic, int wanted, int found) {
        @Override
        public String toString() {
            return topic + " needs " + wanted + " partitions and has " + found;
        }
    }

    PartitionCountException(List<Mismatch> mismatches) {
        super(
                mismatches.stream().map(Mismatch::toString).collect(Collectors.joining("; "))
                        + "; partitions are fixed for life: delete the topic or use another"
                        + " topic-prefix");
    }
}
