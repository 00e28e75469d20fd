package io.attachrelay.deploy.testkit.platform;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes on a window of what is written to it, and nothing before and after. */
final class BodyWindow extends FilterOutputStream {

    private long skip;
    private long left;

    BodyWindow(OutputStream out, long skip, long length) {
        super(out);
        this.skip = skip;
        this.left = length;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        long skipped = Math.min(skip, length);
        skip -= skipped;
        long passed = Math.min(left, length - skipped);
        left -= passed;
        out.write(bytes, (int) (offset + skipped), (int) passed);
    }
}
