package io.attachrelay.topic;

import io.attachrelay.model.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What makes two records of a partition follow each other. */
sealed interface LaneKey {

    /** All records of a conversation. */
    record Conversation(ByteBuffer key) implements LaneKey {

        @Override
        public long hash() {
            MessageDigest digest = Sha256.newDigest();
            digest.update(key.duplicate());
            return ByteBuffer.wrap(digest.digest()).getLong();
        }
    }

    /**
     * A single record that another program wrote without a key. Such records lie on any partition,
     * so there is no order to keep, and none shall wait for another.
     */
    record Keyless(long offset) implements LaneKey {

        @Override
        public long hash() {
            return offset;
        }
    }

    /** Tells a lane in a commit, so that it stays the same for ever. */
    long hash();

    static LaneKey of(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        return key == null ? new Keyless(record.offset()) : new Conversation(ByteBuffer.wrap(key));
    }
}
