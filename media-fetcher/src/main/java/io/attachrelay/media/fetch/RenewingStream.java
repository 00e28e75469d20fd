package io.attachrelay.media.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What comes from a media host, of a head or of a body: it renews the claim on the download while
 * it comes, and not while it doesn't.
 */
final class RenewingStream extends FilterInputStream {

    private final HeldClaim claim;

    RenewingStream(InputStream in, HeldClaim claim) {
        super(in);
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
