package io.attachrelay.deploy.benchmarks.calls;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A plain consumer of text, for the other contenders. */
final class TextConsumer {

    private TextConsumer() {}

    static Consumer<String, String> of(WorkerArguments told) {
        Map<String, Object> config = new HashMap<>(told.clients().common());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, told.group());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
    }
}
