package io.attachrelay.deploy.benchmarks.world;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Records about copied files, each as large as a stored event.
 *
 * @param producer not closed by this
 */
record Notices(Producer<byte[], byte[]> producer, String topic) {

    private static final int RECORD_BYTES = 600;

    /** Publishes some for a file and waits for all. */
    void publish(String name, int count) throws IOException, InterruptedException {
        byte[] key = name.getBytes(StandardCharsets.US_ASCII);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sent.add(producer.send(new ProducerRecord<>(topic, key, new byte[RECORD_BYTES])));
        }
        try {
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("not published", e.getCause());
        }
    }
}
