package io.attachrelay.settings;

import java.util.Map;

/**
 * The broker.
 *
 * @param bootstrapServers as Kafka takes them; empty means the embedded broker of {@code up} and
 *     {@code demo}
 * @param embeddedPort the embedded broker's port, 1 to 65535, or 0 for any free one
 * @param topicPrefix stands before every topic name, consumer group and transactional id
 * @param properties passed to every Kafka client as they are: TLS, SASL
 */
public record KafkaSettings(
        String bootstrapServers,
        int embeddedPort,
        String topicPrefix,
        Map<String, String> properties) {

    /** The embedded broker on port 19092, no prefix. */
    public static final KafkaSettings DEFAULT = new KafkaSettings("", 19092, "", Map.of());

    public KafkaSettings {
        Check.that(
                embeddedPort >= 0 && embeddedPort <= 65535,
                "embedded-port",
                embeddedPort,
                "is no port");
        Check.that(
                topicPrefix.matches("[A-Za-z0-9._-]{0,100}"),
                "topic-prefix",
                topicPrefix,
                "has other characters than letters, digits, dot, dash and underscore");
        properties = Map.copyOf(properties);
    }

    /** The same with a broker that was found or started meanwhile. */
    public KafkaSettings at(String servers) {
        return new KafkaSettings(servers, embeddedPort, topicPrefix, properties);
    }

    /** Hides the properties: they hold passwords. */
    @Override
    public String toString() {
        return "KafkaSettings[bootstrapServers="
                + bootstrapServers
                + ", topicPrefix="
                + topicPrefix
                + "]";
    }
}
