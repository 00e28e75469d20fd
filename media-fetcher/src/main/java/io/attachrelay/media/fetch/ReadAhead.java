package io.attachrelay.media.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Reads a socket in pieces as large as those that a store takes: OkHttp asks for 8 kB at a time,
 * each a call of the system. Unlike {@link java.io.BufferedInputStream} it does not ask before each
 * piece how many bytes are there, which is another call.
 */
final class ReadAhead extends InputStream {

    private static final int BYTES = 64 << 10;

    private final InputStream in;
    private final byte[] buffer = new byte[BYTES];
    private int next;
    private int end;

    /**
     * @param in closed with this
     */
    ReadAhead(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, end - next);
        System.arraycopy(buffer, next, target, offset, count);
        next += count;
        return count;
    }

    @Override
    public int available() throws IOException {
        return next < end ? end - next : in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Whether there is a byte to read; waits for one. */
    private boolean fill() throws IOException {
        if (next == end) {
            next = 0;
            end = Math.max(0, in.read(buffer, 0, BYTES));
        }
        return next < end;
    }
}
