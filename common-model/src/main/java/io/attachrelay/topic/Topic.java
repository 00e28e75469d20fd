package io.attachrelay.topic;

import java.time.Duration;

/**
 * A topic, declared once in {@link TopicCatalog}: nobody writes its name again.
 *
 * @param name with the prefix
 * @param partitions fixed for life: order and deduplication rest on it
 * @param retention how long records are kept
 * @param stampedByBroker whether records carry the broker's time of arrival rather than the
 *     writer's
 * @param codec for its values
 */
public record Topic<V>(
        String name,
        int partitions,
        Duration retention,
        boolean stampedByBroker,
        RecordCodec<V> codec) {

    static final String DEAD_LETTERS = ".dlq";

    /** The largest batch of records that a broker takes unless it is told otherwise. */
    private static final int USUAL_BYTES = 1_048_588;

    /** Where records of this topic go that can't be processed: the bytes as they came. */
    public Topic<byte[]> deadLetters() {
        return new Topic<>(
                name + DEAD_LETTERS, partitions, TopicCatalog.MONTH, false, RecordCodec.RAW);
    }

    /** Where a replay copies records of this topic; only the replay tool may write it. */
    public Topic<V> replay() {
        return new Topic<>(name + ".replay", partitions, retention, stampedByBroker, codec);
    }

    /**
     * The largest record that it takes. A dead letter may be twice as large as others, so that even
     * the largest record can be parked with the headers that say why.
     */
    int largestRecordBytes() {
        return name.endsWith(DEAD_LETTERS) ? 2 * USUAL_BYTES : USUAL_BYTES;
    }
}
