package io.attachrelay.topic;

import java.util.Base64;
import java.util.BitSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * How far a partition is worked off: all below an offset, and some above it. The offset is what is
 * committed; the finished ones above it stand in the commit's metadata, so that a restart repeats
 * only what was in flight.
 *
 * @param offset the lowest one that is not finished
 * @param finished bit {@code i} is set if {@code offset + i} is finished
 */
record CommitPosition(long offset, BitSet finished) {

    /**
     * How far above the offset finished ones are remembered: 24,000 bits are 4,000 characters of
     * Base64, and a broker takes 4,096 ({@code offset.metadata.max.bytes}).
     */
    static final int REACH = 24_000;

    // Tells our metadata from another program's, and from a later form of ours.
    private static final String FORM = "1:";

    /** As it is committed. What lies beyond {@link #REACH} is left out and would be repeated. */
    OffsetAndMetadata encode() {
        byte[] bits = finished.get(0, REACH).toByteArray();
        String metadata = bits.length == 0 ? "" : FORM + Base64.getEncoder().encodeToString(bits);
        return new OffsetAndMetadata(offset, metadata);
    }

    /** What was committed; metadata that is not ours tells of no finished ones. */
    static CommitPosition decode(OffsetAndMetadata committed) {
        return new CommitPosition(committed.offset(), bits(committed.metadata()));
    }

    private static BitSet bits(String metadata) {
        if (!metadata.startsWith(FORM)) {
            return new BitSet();
        }
        try {
            return BitSet.valueOf(Base64.getDecoder().decode(metadata.substring(FORM.length())));
        } catch (IllegalArgumentException _) {
            return new BitSet();
        }
    }
}
