package io.attachrelay.topic;

import java.util.BitSet;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * How far a partition is worked off: all below an offset, and some above it. The offset is what is
 * committed; the finished ones above it stand in the commit's metadata, so that a restart repeats
 * only what was in flight. The metadata tell the offset again: where another program has moved the
 * commit, such as one that mirrors clusters, they speak of other records and are not believed.
 *
 * @param offset the lowest one that is not finished
 * @param finished bit {@code i} is set if {@code offset + i} is finished
 */
record CommitPosition(long offset, BitSet finished) {

    // Tells our metadata from another program's, and from other forms of ours.
    private static final String FORM = "2:";
    private static final char SEPARATOR = ':';

    /** As it is committed. What does not fit is left out and would be repeated. */
    OffsetAndMetadata encode() {
        String metadata =
                finished.isEmpty() ? "" : FORM + offset + SEPARATOR + FinishedBits.encode(finished);
        return new OffsetAndMetadata(offset, metadata);
    }

    /** What was committed; metadata that are not ours tell of no finished ones. */
    static CommitPosition decode(OffsetAndMetadata committed) {
        String begin = FORM + committed.offset() + SEPARATOR;
        BitSet finished =
                Optional.of(committed.metadata())
                        .filter(metadata -> metadata.startsWith(begin))
                        .flatMap(
                                metadata -> FinishedBits.decode(metadata.substring(begin.length())))
                        .orElseGet(BitSet::new);
        return new CommitPosition(committed.offset(), finished);
    }
}
