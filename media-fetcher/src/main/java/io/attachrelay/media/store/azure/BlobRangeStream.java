package io.attachrelay.media.store.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.specialized.BlockBlobClient;
import java.io.IOException;
import java.io.InputStream;

/**
 * Some bytes of a blob, fetched piece by piece. The SDK's own stream keeps several pieces in memory
 * and ran out of it with 50 readers in 128 MB.
 */
final class BlobRangeStream extends InputStream {

    static final int PIECE_BYTES = 512 << 10;

    private final BlockBlobClient blob;
    private final String etag;
    private final long end;
    private long next;
    private byte[] piece = {};
    private int position;

    /**
     * @param etag of the blob that was opened; another in its place fails the read
     * @param from first byte
     * @param end behind the last byte, at most the blob's size
     */
    BlobRangeStream(BlockBlobClient blob, String etag, long from, long end) {
        this.blob = blob;
        this.etag = etag;
        this.next = from;
        this.end = end;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == piece.length) {
            if (next == end) {
                return -1;
            }
            fetch();
        }
        int count = Math.min(length, piece.length - position);
        System.arraycopy(piece, position, bytes, offset, count);
        position += count;
        return count;
    }

    private void fetch() throws IOException {
        long length = Math.min(PIECE_BYTES, end - next);
        piece = download(new BlobRange(next, length));
        position = 0;
        next += piece.length;
        if (piece.length != length) {
            throw new IOException("the store sent fewer bytes than asked for");
        }
    }

    private byte[] download(BlobRange range) throws IOException {
        try {
            return blob.downloadContentWithResponse(
                            null, Attempt.ifAt(etag), range, false, null, Context.NONE)
                    .getValue()
                    .toBytes();
        } catch (RuntimeException e) {
            throw new IOException("reading from the store", e);
        }
    }
}
