package io.attachrelay.validator.inspect.deep.archive;

import io.attachrelay.validator.inspect.detect.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * What a gzip file (RFC 1952) unpacks to. Its last bytes say so, but can lie and know only 32 bits;
 * so its first ones are unpacked.
 */
final class GzipRatio {

    private static final int PEEK_BYTES = 16 << 10;

    private GzipRatio() {}

    static boolean begins(Content content) {
        return content.has(0, "\u001f\u008b\u0008");
    }

    static Optional<String> complaint(Content content) {
        long said = Integer.toUnsignedLong(content.littleEndian(content.size() - 4, 4).getInt());
        byte[] head = content.read(0, PEEK_BYTES);
        long seen = unpackedBytes(head);
        boolean whole = head.length == content.size();
        boolean steep = seen > (long) head.length * Limits.RATIO;
        long least = whole ? seen : steep ? seen * (content.size() / head.length) : said;
        return Limits.complaint(content.size(), Math.max(least, said));
    }

    /** As far as the head reaches. */
    private static long unpackedBytes(byte[] head) {
        byte[] buffer = new byte[8 << 10];
        long sum = 0;
        try (var in = new GZIPInputStream(new ByteArrayInputStream(head))) {
            int read = in.read(buffer);
            while (read > 0) {
                sum += read;
                read = in.read(buffer);
            }
        } catch (IOException _) {
            // The head is cut off, or no gzip: what came before counts.
        }
        return sum;
    }
}
