package io.attachrelay.deploy.replay;

import static java.util.Objects.requireNonNull;

import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.Topic;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.record.TimestampType;

/** Asks the broker what a replay has to know before it begins. */
final class ReplayAdmin implements AutoCloseable {

    private final Admin admin;

    ReplayAdmin(KafkaClients clients) {
        this.admin = clients.admin();
    }

    /** The names of all topics. */
    Set<String> topics() {
        return get(admin.listTopics().names());
    }

    /** Whether records of the topic carry the broker's time of arrival, as it is set there. */
    boolean isStampedByBroker(Topic<?> topic) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        Map<ConfigResource, Config> found = get(admin.describeConfigs(List.of(resource)).all());
        ConfigEntry type =
                requireNonNull(found.get(resource)).get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
        return type != null && TimestampType.LOG_APPEND_TIME.name.equals(type.value());
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
