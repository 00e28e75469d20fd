package io.attachrelay.topic;

/** Turns a topic's values into bytes and back. */
public interface RecordCodec<V> {

    /** The bytes that stand on the topic. */
    byte[] encode(V value);

    /**
     * The value that {@code bytes} stand for.
     *
     * @throws PoisonRecordException if they break the topic's schema
     */
    V decode(byte[] bytes);

    /** Bytes as they are: for dead letters and for what is passed on unread. */
    RecordCodec<byte[]> RAW =
            new RecordCodec<>() {
                @Override
                public byte[] encode(byte[] value) {
                    return value;
                }

                @Override
                public byte[] decode(byte[] bytes) {
                    return bytes;
                }
            };
}
