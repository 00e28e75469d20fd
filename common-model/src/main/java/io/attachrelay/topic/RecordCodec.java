package io.attachrelay.topic;

import org.jspecify.annotations.Nullable;

/** Turns a topic's values into bytes and back. */
public interface RecordCodec<V> {

    /** The bytes that stand on the topic. */
    byte[] encode(V value);

    /**
     * The value that {@code bytes} stand for.
     *
     * @param bytes {@code null} for a record without a value
     * @throws PoisonRecordException if they break the topic's schema, or are {@code null}
     */
    V decode(byte @Nullable [] bytes);

    /** Bytes as they are: for dead letters and for what is passed on unread. */
    RecordCodec<byte[]> RAW =
            new RecordCodec<>() {
                @Override
                public byte[] encode(byte[] value) {
                    return value;
                }

                @Override
                public byte[] decode(byte @Nullable [] bytes) {
                    if (bytes == null) {
                        throw new PoisonRecordException("has no value");
                    }
                    return bytes;
                }
            };
}
