package io.attachrelay.deploy.testkit.sample;

import java.io.OutputStream;

/** Counts what is written to it and forgets it. */
final class CountingStream extends OutputStream {

    private long count;

    long count() {
        return count;
    }

    @Override
    public void write(int b) {
        count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        count += length;
    }
}
