package io.attachrelay.gateway;

import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.Topic;
import io.attachrelay.topic.TopicAdmin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Makes topics and reads all that is on them. */
final class TopicReader {

    private final KafkaClients clients;

    TopicReader(KafkaClients clients) {
        this.clients = clients;
    }

    void create(List<Topic<?>> topics) {
        try (var admin = clients.admin()) {
            new TopicAdmin(admin).ensure(topics, 1);
        }
    }

    /** All records of now, as bytes. */
    List<ConsumerRecord<byte[], byte[]>> records(Topic<?> topic) {
        List<TopicPartition> partitions =
                IntStream.range(0, topic.partitions())
                        .mapToObj(p -> new TopicPartition(topic.name(), p))
                        .toList();
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = clients.consumer("reader", UUID.randomUUID().toString())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }

    /** The values of all records of now; each must fit the topic's schema. */
    <V> List<V> values(Topic<V> topic) {
        return records(topic).stream().map(r -> topic.codec().decode(r.value())).toList();
    }
}
