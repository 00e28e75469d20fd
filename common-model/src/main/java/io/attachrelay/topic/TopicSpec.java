package io.attachrelay.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic as it should be on the broker.
 *
 * @param replicas how many copies, from 1
 */
record TopicSpec(Topic<?> topic, int replicas) {

    private static final String REPLICAS = "replication.factor";

    String name() {
        return topic.name();
    }

    NewTopic toNewTopic() {
        return new NewTopic(name(), topic.partitions(), (short) replicas).configs(settings());
    }

    /** Three copies, two of which must have a record: one broker may fail and nothing is lost. */
    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, "delete");
        settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(topic.retention().toMillis()));
        settings.put(
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                topic.stampedByBroker() ? "LogAppendTime" : "CreateTime");
        settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, replicas >= 3 ? "2" : "1");
        settings.put(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false");
        settings.put(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(topic.largestRecordBytes()));
        return settings;
    }

    TopicOutcome created() {
        return new TopicOutcome.Created(name(), topic.partitions(), replicas);
    }

    /** How many partitions it has instead, if it has another number. */
    Optional<PartitionCountException.Mismatch> mismatch(TopicDescription found) {
        var mismatch =
                new PartitionCountException.Mismatch(
                        name(), topic.partitions(), found.partitions().size());
        return mismatch.wanted() == mismatch.found() ? Optional.empty() : Optional.of(mismatch);
    }

    /** What was found on the broker, the partitions apart. */
    TopicOutcome compared(TopicDescription found, Config config) {
        List<TopicOutcome.Drift> drifts = new ArrayList<>();
        compare(REPLICAS, Integer.toString(replicas), Integer.toString(copies(found)), drifts);
        settings().forEach((name, wanted) -> compare(name, wanted, value(config, name), drifts));
        return drifts.isEmpty()
                ? new TopicOutcome.Unchanged(name())
                : new TopicOutcome.Drifted(name(), drifts);
    }

    private static int copies(TopicDescription found) {
        return found.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0);
    }

    private static String value(Config config, String name) {
        var entry = config.get(name);
        return entry == null ? "" : String.valueOf(entry.value());
    }

    private static void compare(
            String setting, String wanted, String found, List<TopicOutcome.Drift> drifts) {
        if (!wanted.equals(found)) {
            drifts.add(new TopicOutcome.Drift(setting, wanted, found));
        }
    }
}
