package io.attachrelay.deploy.benchmarks.calls;

import io.attachrelay.settings.KafkaSettings;
import io.attachrelay.topic.KafkaClients;
import java.util.List;

/**
 * What a contender's process is told.
 *
 * @param platformPort of the {@link SlowPlatform}
 * @param atOnce calls that it may make at the same time
 */
record WorkerArguments(String bootstrapServers, String topic, int platformPort, int atOnce) {

    static WorkerArguments parse(String[] args) {
        return new WorkerArguments(
                args[0], args[1], Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    }

    List<String> toList() {
        return List.of(
                bootstrapServers, topic, Integer.toString(platformPort), Integer.toString(atOnce));
    }

    KafkaClients clients() {
        return new KafkaClients(KafkaSettings.DEFAULT.at(bootstrapServers));
    }

    /** The consumer group: one for each topic. */
    String group() {
        return "calls-" + topic;
    }
}
