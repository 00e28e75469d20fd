package io.attachrelay.topic;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Sees to it that topics are there. It creates what is missing and changes nothing that is there;
 * it may be run again, and by several processes at once.
 */
public final class TopicAdmin {

    /** A leader is elected within a second; the rest is for a cluster that is still starting. */
    private static final Duration LEADERS_WITHIN = Duration.ofSeconds(30);

    private static final int USUAL_REPLICAS = 3;

    private final Admin admin;

    /**
     * @param admin not closed by this
     */
    public TopicAdmin(Admin admin) {
        this.admin = admin;
    }

    /**
     * Sees to all topics, with three copies or as many as there are brokers.
     *
     * @see #ensure(Collection, int)
     */
    public List<TopicOutcome> ensure(TopicCatalog catalog) {
        return ensure(catalog.all(), usualReplicas());
    }

    /** Three, or as many as there are brokers: what any topic of the installation should have. */
    public int usualReplicas() {
        return Math.min(USUAL_REPLICAS, AdminAnswer.of(admin.describeCluster().nodes()).size());
    }

    /**
     * Creates the topics that are missing, and returns when each can be written to.
     *
     * @param replicas how many copies new topics get, from 1 to the number of brokers
     * @return what was done, in the order of {@code topics}
     * @throws PartitionCountException if one is there with another number of partitions; if it was
     *     there before, none was created
     * @throws KafkaException if the broker refuses or can't be reached
     */
    public List<TopicOutcome> ensure(Collection<? extends Topic<?>> topics, int replicas) {
        List<TopicSpec> specs =
                topics.stream().<TopicSpec>map(topic -> new TopicSpec(topic, replicas)).toList();
        var before = describe(specs);
        requirePartitions(specs, before);
        Set<String> created =
                create(specs.stream().filter(spec -> !before.containsKey(spec.name())).toList());
        var now = awaitLeaders(specs);
        requirePartitions(specs, now);
        var configs = configs(specs);
        return specs.stream()
                .map(spec ->
                        created.contains(spec.name())
                                ? spec.created()
                                : spec.compared(
                                        requireNonNull(now.get(spec.name())),
                                        requireNonNull(configs.get(spec.name()))))
                .toList();
    }

    private Map<String, TopicDescription> describe(List<TopicSpec> specs) {
        Map<String, TopicDescription> found = new HashMap<>();
        var answers = admin.describeTopics(specs.stream().map(TopicSpec::name).toList());
        answers.topicNameValues()
                .forEach((name, answer) -> {
                    try {
                        found.put(name, AdminAnswer.of(answer));
                    } catch (UnknownTopicOrPartitionException _) {
                        // It is missing, which is what is asked here.
                    }
                });
        return found;
    }

    private static void requirePartitions(
            List<TopicSpec> specs, Map<String, TopicDescription> found) {
        var mismatches =
                specs.stream()
                        .flatMap(spec ->
                                Optional.ofNullable(found.get(spec.name()))
                                        .flatMap(spec::mismatch)
                                        .stream())
                        .toList();
        if (!mismatches.isEmpty()) {
            throw new PartitionCountException(mismatches);
        }
    }

    private Set<String> create(List<TopicSpec> missing) {
        Set<String> created = new HashSet<>();
        var answers = admin.createTopics(missing.stream().map(TopicSpec::toNewTopic).toList());
        answers.values()
                .forEach((name, answer) -> {
                    try {
                        AdminAnswer.of(answer);
                        created.add(name);
                    } catch (TopicExistsException _) {
                        // Another process was faster.
                    }
                });
        return created;
    }

    /** A producer that writes before a new topic has leaders may be refused for a long time. */
    private Map<String, TopicDescription> awaitLeaders(List<TopicSpec> specs) {
        var latest =
                specs.stream()
                        .flatMap(TopicAdmin::partitions)
                        .collect(toMap(partition -> partition, _ -> OffsetSpec.latest()));
        long deadline = System.nanoTime() + LEADERS_WITHIN.toNanos();
        while (deadline - System.nanoTime() > 0) {
            try {
                var found = describe(specs);
                if (found.size() == specs.size()) {
                    AdminAnswer.of(admin.listOffsets(latest).all());
                    return found;
                }
            } catch (RetriableException _) {
                // Not all have leaders yet.
            }
            pause();
        }
        throw new TimeoutException("topics without leaders after " + LEADERS_WITHIN);
    }

    private static Stream<TopicPartition> partitions(TopicSpec spec) {
        return IntStream.range(0, spec.topic().partitions())
                .mapToObj(partition -> new TopicPartition(spec.name(), partition));
    }

    private Map<String, Config> configs(List<TopicSpec> specs) {
        var resources =
                specs.stream()
                        .map(spec -> new ConfigResource(ConfigResource.Type.TOPIC, spec.name()))
                        .toList();
        Map<String, Config> configs = new HashMap<>();
        AdminAnswer.of(admin.describeConfigs(resources).all())
                .forEach((resource, config) -> configs.put(resource.name(), config));
        return configs;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
