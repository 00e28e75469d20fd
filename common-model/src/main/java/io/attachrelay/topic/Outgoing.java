package io.attachrelay.topic;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record to be published.
 *
 * @param key the conversation id, so that one conversation is one order
 */
public record Outgoing<V>(Topic<V> topic, String key, V value, EventHeaders headers) {

    /** The record as Kafka takes it. */
    public ProducerRecord<byte[], byte[]> toRecord() {
        var out =
                new ProducerRecord<>(
                        topic.name(),
                        key.getBytes(StandardCharsets.UTF_8),
                        topic.codec().encode(value));
        headers.writeTo(out.headers());
        return out;
    }
}
