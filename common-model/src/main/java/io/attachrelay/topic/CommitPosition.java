package io.attachrelay.topic;

import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * How far a partition is worked off: all below an offset, and some above it. The offset is what is
 * committed; what is finished above it stands in the commit's metadata, so that a restart repeats
 * only what was in flight. The metadata tell the offset again: where another program has moved the
 * commit, such as one that mirrors clusters, they speak of other records and are not believed.
 *
 * @param offset the lowest one that is not finished
 * @param finished what is, from there on
 */
record CommitPosition(long offset, Finished finished) {

    // Tell our metadata from another program's, and our forms from each other. What is told in one
    // of them, such as the hash of a lane, changes with its name only.
    private static final String BITS = "2:";
    private static final String LANES = "3:";
    private static final char SEPARATOR = ':';

    /** A partition of which nothing is known to be finished from an offset on. */
    CommitPosition(long offset) {
        this(offset, FinishedBits.NONE);
    }

    /** Whether that record is finished as far as this tells of it, from {@link #offset} on. */
    boolean isFinished(long other, long lane) {
        return finished.has(other - offset, lane);
    }

    /** From here on nothing is finished. */
    long end() {
        return offset + finished.length();
    }

    /** As it is committed. What does not fit is left out and would be repeated. */
    OffsetAndMetadata encode() {
        String metadata =
                finished.length() == 0 ? "" : form() + offset + SEPARATOR + finished.text();
        return new OffsetAndMetadata(offset, metadata);
    }

    private String form() {
        return switch (finished) {
            case FinishedBits _ -> BITS;
            case FinishedLanes _ -> LANES;
        };
    }

    /** What was committed; metadata that are not ours tell of no finished ones. */
    static CommitPosition decode(OffsetAndMetadata committed) {
        return text(BITS, committed)
                .flatMap(FinishedBits::parse)
                .or(() -> text(LANES, committed).flatMap(FinishedLanes::parse))
                .map(finished -> new CommitPosition(committed.offset(), finished))
                .orElseGet(() -> new CommitPosition(committed.offset()));
    }

    private static Optional<String> text(String form, OffsetAndMetadata committed) {
        String begin = form + committed.offset() + SEPARATOR;
        return Optional.of(committed.metadata())
                .filter(metadata -> metadata.startsWith(begin))
                .map(metadata -> metadata.substring(begin.length()));
    }
}
