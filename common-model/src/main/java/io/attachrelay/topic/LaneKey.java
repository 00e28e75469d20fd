package io.attachrelay.topic;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What makes two records of a partition follow each other. */
sealed interface LaneKey {

    /** All records of a conversation. */
    record Conversation(ByteBuffer key) implements LaneKey {}

    /**
     * A single record that another program wrote without a key. Such records lie on any partition,
     * so there is no order to keep, and none shall wait for another.
     */
    record Keyless(long offset) implements LaneKey {}

    static LaneKey of(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        return key == null ? new Keyless(record.offset()) : new Conversation(ByteBuffer.wrap(key));
    }
}
