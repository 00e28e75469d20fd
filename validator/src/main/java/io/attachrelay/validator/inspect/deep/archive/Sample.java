package io.attachrelay.validator.inspect.deep.archive;

import java.util.BitSet;

/**
 * A few packed bytes from the middle of a file, which can't be unpacked by themselves. What repeats
 * itself is packed as the same few bits over and over: 128 bytes of that have at most some 16
 * values, those of anything else about 100.
 */
final class Sample {

    private static final int BYTES = 128;
    private static final int FEW_VALUES = 32;

    private Sample() {}

    /**
     * Whether it seems that the later part of a file unpacks to hundreds of times as much.
     *
     * @param length of all that is packed
     */
    static boolean repeatsItself(FlateRatio.Packed packed, long length) {
        long half = length / 2;
        return hasFewValues(packed.read(half, BYTES))
                || hasFewValues(packed.read(half + half * 7 / 8, BYTES));
    }

    private static boolean hasFewValues(byte[] sample) {
        BitSet values = new BitSet(1 << Byte.SIZE);
        for (byte b : sample) {
            values.set(b & 0xff);
        }
        return values.cardinality() <= FEW_VALUES;
    }
}
