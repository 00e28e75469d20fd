package io.attachrelay.sender.convert.jvm;

import java.time.Duration;

/**
 * What conversions may take.
 *
 * @param heapBytes of one process, above zero; what its decoders take beside the heap comes on top
 * @param processorTime of one process, with its start, above zero
 * @param atOnce how many processes run at a time, above zero; others wait for their turn
 */
public record Limits(long heapBytes, Duration processorTime, int atOnce) {

    public Limits {
        if (heapBytes <= 0 || !processorTime.isPositive() || atOnce <= 0) {
            throw new IllegalArgumentException(
                    "limits of nothing: %d bytes, %s, %d"
                            .formatted(heapBytes, processorTime, atOnce));
        }
    }
}
