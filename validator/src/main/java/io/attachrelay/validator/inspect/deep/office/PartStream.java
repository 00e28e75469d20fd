package io.attachrelay.validator.inspect.deep.office;

import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.ZipPart;
import java.io.InputStream;
import java.util.function.IntConsumer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A part's bytes, unpacked while they are read; a few are in memory at a time. */
final class PartStream extends InputStream {

    private static final int CHUNK_BYTES = 64 << 10;

    private final Content content;
    private final ZipPart part;
    private final IntConsumer counter;
    private final Inflater inflater = new Inflater(true);
    private final long end;
    private long at;

    /**
     * @param start where the packed bytes begin
     * @param counter is told of each read how many bytes it gave
     */
    PartStream(Content content, long start, ZipPart part, IntConsumer counter) {
        this.content = content;
        this.part = part;
        this.counter = counter;
        this.at = start;
        this.end = Math.min(content.size(), start + part.packedBytes());
        content.allow(end - start);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        int read = part.isStored() ? copy(bytes, offset, length) : inflate(bytes, offset, length);
        counter.accept(Math.max(0, read));
        return read;
    }

    private int copy(byte[] bytes, int offset, int length) {
        byte[] chunk = chunk(Math.min(length, CHUNK_BYTES));
        System.arraycopy(chunk, 0, bytes, offset, chunk.length);
        return chunk.length == 0 && length > 0 ? -1 : chunk.length;
    }

    private byte[] chunk(int most) {
        byte[] chunk = content.read(at, (int) Math.min(most, end - at));
        at += chunk.length;
        return chunk;
    }

    private int inflate(byte[] bytes, int offset, int length) {
        content.checkpoint();
        try {
            int made = inflater.inflate(bytes, offset, length);
            while (made == 0 && length > 0 && !inflater.finished()) {
                byte[] chunk = chunk(CHUNK_BYTES);
                if (chunk.length == 0) {
                    throw new IllegalStateException("a part that is cut off");
                }
                inflater.setInput(chunk);
                made = inflater.inflate(bytes, offset, length);
            }
            return made == 0 && length > 0 ? -1 : made;
        } catch (DataFormatException e) {
            throw new IllegalStateException("a part that can't be inflated", e);
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
