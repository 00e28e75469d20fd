package io.attachrelay.validator.inspect.deep.archive;

import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What a stream in zlib's form (RFC 1950) within a picture or document unpacks to, which nothing
 * says: its begin is unpacked, and more of it if a sample shows that it repeats itself.
 */
public final class FlateRatio {

    // Deflate makes at most 1032 bytes of one.
    private static final long HARMLESS_BYTES = Limits.HARMLESS_BYTES / 1032;
    private static final int PEEK_BYTES = 4 << 10;
    private static final int FOLLOWED_BYTES = 256 << 10;
    private static final int BUFFER_BYTES = 16 << 10;

    private FlateRatio() {}

    /** Packed bytes by their place in the stream. */
    @FunctionalInterface
    public interface Packed {

        /** Those from {@code offset} on, fewer where they end. */
        byte[] read(long offset, int length);
    }

    /**
     * What is wrong, in words.
     *
     * @param length of the stream, in bytes
     */
    public static Optional<String> complaint(Packed packed, long length) {
        if (length <= HARMLESS_BYTES) {
            return Optional.empty();
        }
        int most = Sample.repeatsItself(packed, length) ? FOLLOWED_BYTES : PEEK_BYTES;
        byte[] begin = packed.read(0, (int) Math.min(length, most));
        long seen = unpackedBytes(begin);
        long rest = Math.max(1, length / Math.max(1, begin.length));
        boolean steep = seen > (long) begin.length * Limits.RATIO;
        return Limits.complaint(length, steep ? seen * rest : seen);
    }

    /** As far as these bytes reach; what comes after a fault counts for nothing. */
    private static long unpackedBytes(byte[] packed) {
        byte[] buffer = new byte[BUFFER_BYTES];
        long sum = 0;
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(packed);
            int made = inflater.inflate(buffer);
            while (made > 0) {
                sum += made;
                made = inflater.inflate(buffer);
            }
        } catch (DataFormatException _) {
            return sum;
        }
        return sum;
    }
}
