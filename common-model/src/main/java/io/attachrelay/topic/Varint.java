package io.attachrelay.topic;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Numbers from 0 in as few bytes as they need: seven bits in each, the lowest ones first. */
final class Varint {

    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private Varint() {}

    static int size(long number) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(number) + BITS - 1) / BITS);
    }

    static void write(long number, ByteArrayOutputStream out) {
        long left = number;
        while (left >= MORE) {
            out.write((int) (left % MORE) | MORE);
            left >>>= BITS;
        }
        out.write((int) left);
    }

    /**
     * Reads the next one.
     *
     * @throws java.nio.BufferUnderflowException if the bytes end before it does
     */
    static long read(ByteBuffer in) {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += BITS) {
            byte next = in.get();
            number |= (long) (next & MORE - 1) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("a number of more than ten bytes");
    }
}
