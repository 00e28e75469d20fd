package io.attachrelay.media.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells after each read how many bytes came, none at the end; not while nothing comes. */
final class HeardStream extends FilterInputStream {

    private final LongConsumer heard;

    /**
     * @param in closed with this
     */
    HeardStream(InputStream in, LongConsumer heard) {
        super(in);
        this.heard = heard;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        heard.accept(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        heard.accept(Math.max(count, 0));
        return count;
    }
}
