package io.attachrelay.gateway.intake;

import io.attachrelay.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;

/** A body that is hashed while somebody else reads it. */
final class DigestingBody extends DigestInputStream {

    private static final int CHUNK = 64 << 10;

    private long received;

    DigestingBody(InputStream body) {
        super(body, Sha256.newDigest());
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        received += b < 0 ? 0 : 1;
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int n = super.read(bytes, offset, length);
        received += Math.max(0, n);
        return n;
    }

    /** How many bytes were read, by whomever. */
    long received() {
        return received;
    }

    /**
     * The hash of the whole body: reads what the other left.
     *
     * @param limit how many bytes are read at most; behind it the hash is of the part read, which
     *     equals that of no file within the limit
     */
    Sha256 finish(long limit) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long left = limit + 1;
        int n = 0;
        while (left > 0 && n >= 0) {
            n = read(chunk);
            left -= n;
        }
        return Sha256.finish(getMessageDigest());
    }
}
