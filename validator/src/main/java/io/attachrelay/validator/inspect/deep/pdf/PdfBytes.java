package io.attachrelay.validator.inspect.deep.pdf;

import io.attachrelay.validator.inspect.detect.Content;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadView;

/**
 * A file's bytes as PDFBox reads them: here and there a little, and more at a time where it reads
 * on. What was read stays, so that a second look costs nothing; {@link Content}'s bound holds the
 * sum.
 */
final class PdfBytes implements RandomAccessRead {

    // Most objects that are asked for have less.
    private static final int PAGE_BYTES = 1 << 10;
    private static final int MOST_PAGES_AT_ONCE = 64;

    private final Content content;
    private final Map<Long, byte[]> pages = new HashMap<>();
    private long position;
    private int pagesAtOnce = 1;
    private long expected = -1;

    PdfBytes(Content content) {
        this.content = content;
    }

    @Override
    public int read() {
        if (position >= content.size()) {
            return -1;
        }
        byte[] page = page(position / PAGE_BYTES);
        return page[(int) (position++ % PAGE_BYTES)] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        if (position >= content.size()) {
            return -1;
        }
        byte[] page = page(position / PAGE_BYTES);
        int from = (int) (position % PAGE_BYTES);
        int count = Math.min(length, page.length - from);
        System.arraycopy(page, from, bytes, offset, count);
        position += count;
        return count;
    }

    private byte[] page(long number) {
        content.checkpoint();
        byte[] known = pages.get(number);
        return known == null ? load(number) : known;
    }

    /** Reads a page and as many behind it as seems wise. */
    private byte[] load(long number) {
        pagesAtOnce = number == expected ? Math.min(2 * pagesAtOnce, MOST_PAGES_AT_ONCE) : 1;
        expected = number + pagesAtOnce;
        byte[] run = content.glance(number * PAGE_BYTES, pagesAtOnce * PAGE_BYTES).array();
        for (int at = 0; at < run.length; at += PAGE_BYTES) {
            byte[] page = new byte[Math.min(PAGE_BYTES, run.length - at)];
            System.arraycopy(run, at, page, 0, page.length);
            pages.put(number + at / PAGE_BYTES, page);
        }
        return Objects.requireNonNull(pages.get(number), "within the file");
    }

    @Override
    public long getPosition() {
        return position;
    }

    @Override
    public void seek(long target) throws IOException {
        if (target < 0) {
            throw new IOException("a place before the file's begin");
        }
        position = Math.min(target, content.size());
    }

    @Override
    public long length() {
        return content.size();
    }

    @Override
    public boolean isEOF() {
        return position >= content.size();
    }

    @Override
    public RandomAccessReadView createView(long start, long length) {
        return new RandomAccessReadView(this, start, length);
    }

    @Override
    public boolean isClosed() {
        return false;
    }

    @Override
    public void close() {
        // The bytes are read again where the first reading failed.
    }
}
