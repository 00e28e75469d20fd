package io.attachrelay.deploy.replay;

import static java.util.Objects.requireNonNull;

import io.attachrelay.topic.AdminAnswer;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.Topic;
import io.attachrelay.topic.TopicCatalog;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.record.TimestampType;

/** Asks the broker what a replay has to know before it begins. */
final class ReplayAdmin implements AutoCloseable {

    private final KafkaClients clients;
    private final Admin admin;

    ReplayAdmin(KafkaClients clients) {
        this.clients = clients;
        this.admin = clients.admin();
    }

    /**
     * @param topics all of this installation
     * @throws ReplayRefusedException if one of {@code needed} is missing
     */
    void require(List<Topic<?>> needed, TopicCatalog topics) {
        Set<String> there = AdminAnswer.of(admin.listTopics().names());
        List<String> missing =
                needed.stream().map(Topic::name).filter(name -> !there.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw ReplayRefusedException.missing(
                    missing, clients.servers(), replayable(topics, there));
        }
    }

    /** Those of other installations on the same broker as well: a prefix may be wrong. */
    private List<String> replayable(TopicCatalog topics, Set<String> there) {
        int prefix = clients.prefixed("").length();
        return topics.replayable().stream()
                .map(topic -> topic.name().substring(prefix))
                .flatMap(name -> there.stream().filter(topic -> topic.endsWith(name)))
                .sorted()
                .toList();
    }

    /**
     * Whether records of the topic carry the broker's time of arrival, as it is set there. Where
     * this may not be asked, they count as stamped by their writers: that only takes longer.
     */
    boolean isStampedByBroker(Topic<?> topic) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        try {
            Map<ConfigResource, Config> found =
                    AdminAnswer.of(admin.describeConfigs(List.of(resource)).all());
            ConfigEntry type =
                    requireNonNull(found.get(resource))
                            .get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
            return type != null && TimestampType.LOG_APPEND_TIME.name.equals(type.value());
        } catch (AuthorizationException _) {
            return false;
        }
    }

    /**
     * What is known of the replay whose progress is that of {@code group}. An open transaction of a
     * run that was killed does not count and is not waited for.
     */
    ReplayMemory memory(String group) {
        var committed = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata();
        return new ReplayMemory(AdminAnswer.of(committed));
    }

    @Override
    public void close() {
        admin.close();
    }
}
