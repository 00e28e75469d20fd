package io.attachrelay.validator.inspect.detect;

import java.util.Arrays;

/**
 * Some bytes of a file.
 *
 * @param offset of the first one
 * @param bytes not to be changed
 */
record Block(long offset, byte[] bytes) {

    boolean covers(long from, int count) {
        return from >= offset && from + count <= offset + bytes.length;
    }

    /** Those of a range that is covered. */
    byte[] slice(long from, int count) {
        int start = (int) (from - offset);
        if (start == 0 && count == bytes.length) {
            return bytes;
        }
        return Arrays.copyOfRange(bytes, start, start + count);
    }
}
