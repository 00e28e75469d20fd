package io.attachrelay.media.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** A body that tells how many bytes of it came, whatever becomes of them. */
final class CountedStream extends FilterInputStream {

    private final LongConsumer received;

    CountedStream(InputStream body, LongConsumer received) {
        super(body);
        this.received = received;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        tell(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        tell(count);
        return count;
    }

    private void tell(int count) {
        if (count > 0) {
            received.accept(count);
        }
    }
}
