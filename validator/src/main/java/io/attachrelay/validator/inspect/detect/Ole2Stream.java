package io.attachrelay.validator.inspect.detect;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A stream of an OLE2 file: pieces of one size, anywhere in the file. */
public final class Ole2Stream {

    private final Content content;
    private final long size;
    private final int pieceBytes;
    private final List<Long> pieces;

    Ole2Stream(Content content, long size, int pieceBytes, List<Long> pieces) {
        this.content = content;
        this.pieceBytes = pieceBytes;
        this.pieces = pieces;
        this.size = Math.min(size, (long) pieces.size() * pieceBytes);
    }

    /** In bytes; what the file does not have does not count. */
    public long size() {
        return size;
    }

    /**
     * The bytes from {@code offset} on, for numbers with the least byte first; fewer than {@code
     * length} where the stream ends.
     */
    public ByteBuffer read(long offset, int length) {
        int count = Math.clamp(size - offset, 0, length);
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            long at = offset + bytes.position();
            int within = (int) (at % pieceBytes);
            int piece = (int) (at / pieceBytes);
            int run = run(piece, within + bytes.remaining());
            byte[] read =
                    content.read(
                            pieces.get(piece) + within,
                            Math.min(bytes.remaining(), run * pieceBytes - within));
            if (read.length == 0) {
                throw new IllegalStateException("a stream that is cut off");
            }
            bytes.put(read);
        }
        return bytes.flip();
    }

    /**
     * What stands in it from {@code begin} on, as a file of its own; empty if the stream ends
     * before.
     */
    public Content file(long begin) {
        return content.carrying(
                Math.max(0, size - begin),
                (offset, length) -> read(begin + offset, length).array());
    }

    /** How many pieces from here on stand behind each other, as many as are needed at most. */
    private int run(int first, int bytes) {
        int run = 1;
        while (run * pieceBytes < bytes
                && first + run < pieces.size()
                && pieces.get(first + run) == pieces.get(first) + (long) run * pieceBytes) {
            run++;
        }
        return run;
    }
}
