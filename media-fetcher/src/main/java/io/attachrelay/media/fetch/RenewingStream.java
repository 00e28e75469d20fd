package io.attachrelay.media.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that renews the claim on its download while bytes come, and not while they don't. */
final class RenewingStream extends FilterInputStream {

    private final HeldClaim claim;

    RenewingStream(InputStream body, HeldClaim claim) {
        super(body);
        this.claim = claim;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        claim.renewIfDue();
        return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        claim.renewIfDue();
        return count;
    }
}
