package io.attachrelay.topic;

import java.util.List;

/** What {@link TopicAdmin} did about one topic. */
public sealed interface TopicOutcome {

    /** The topic's name with the prefix. */
    String topic();

    /**
     * It was missing.
     *
     * @param replicas how many copies of it there are
     */
    record Created(String topic, int partitions, int replicas) implements TopicOutcome {}

    /** It was there as it should be. */
    record Unchanged(String topic) implements TopicOutcome {}

    /**
     * It was there and is set otherwise; it was left so, since an operator may have meant it.
     *
     * @param drifts at least one
     */
    record Drifted(String topic, List<Drift> drifts) implements TopicOutcome {

        public Drifted {
            drifts = List.copyOf(drifts);
            if (drifts.isEmpty()) {
                throw new IllegalArgumentException("a topic that drifted has a drift");
            }
        }
    }

    /**
     * One setting that is not as it should be.
     *
     * @param setting Kafka's name of it, such as {@code retention.ms}
     * @param wanted what a new topic would get
     * @param found what the topic has
     */
    record Drift(String setting, String wanted, String found) {}
}
