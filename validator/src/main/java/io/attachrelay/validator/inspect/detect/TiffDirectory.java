package io.attachrelay.validator.inspect.detect;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The directories of a TIFF file (TIFF 6.0, section 2), each of one page: tags and their values.
 * Cameras' raw files are TIFF as well.
 */
final class TiffDirectory {

    private static final int SUBFILE_TYPE = 254;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int SHORT_TYPE = 3;
    private static final int ENTRY_BYTES = 12;
    private static final int MOST_ENTRIES = 512;
    private static final int MOST_PAGES = 64;
    private static final int TEXT_BYTES = 64;

    private final Content content;
    private final ByteOrder order;
    private final Map<Integer, Long> values = new HashMap<>();
    private long next;

    private TiffDirectory(Content content, long at) {
        this.content = content;
        this.order = content.has(0, "II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        read(at);
    }

    /** The first page's; empty if there is none. */
    static Optional<TiffDirectory> first(Content content) {
        TiffDirectory header = new TiffDirectory(content, content.size());
        long at = Integer.toUnsignedLong(header.bytes(4, 4).getInt());
        return at < content.size() ? Optional.of(new TiffDirectory(content, at)) : Optional.empty();
    }

    /** The size of the largest of the first pages. */
    static Optional<PictureSize> largest(Content content) {
        Optional<PictureSize> largest = Optional.empty();
        Set<Long> seen = new HashSet<>();
        Optional<TiffDirectory> page = first(content);
        while (page.isPresent() && seen.size() < MOST_PAGES) {
            Optional<PictureSize> size = page.get().size();
            if (size.isPresent()
                    && size.get().pixels() > largest.map(PictureSize::pixels).orElse(-1L)) {
                largest = size;
            }
            long next = page.get().next;
            page =
                    next > 0 && next < content.size() && seen.add(next)
                            ? Optional.of(new TiffDirectory(content, next))
                            : Optional.empty();
        }
        return largest;
    }

    boolean has(int tag) {
        return values.containsKey(tag);
    }

    /** Whether this page is a smaller version of another one. */
    boolean isReduced() {
        return values.getOrDefault(SUBFILE_TYPE, 0L) == 1;
    }

    /** The text that a tag points at; empty if there is no such tag. */
    String text(int tag) {
        Long at = values.get(tag);
        return at == null
                ? ""
                : new String(content.read(at, TEXT_BYTES), StandardCharsets.ISO_8859_1)
                        .split("\0", 2)[0];
    }

    private Optional<PictureSize> size() {
        Long width = values.get(WIDTH);
        Long height = values.get(HEIGHT);
        return width == null || height == null
                ? Optional.empty()
                : Optional.of(PictureSize.still(width, height));
    }

    private void read(long at) {
        if (at + 2 > content.size()) {
            return;
        }
        int count = Math.min(bytes(at, 2).getShort() & 0xffff, MOST_ENTRIES);
        ByteBuffer entries = bytes(at + 2, count * ENTRY_BYTES + 4);
        while (entries.remaining() >= ENTRY_BYTES && count-- > 0) {
            int entry = entries.position();
            boolean isShort = entries.getShort(entry + 2) == SHORT_TYPE;
            values.putIfAbsent(
                    entries.getShort(entry) & 0xffff,
                    isShort
                            ? entries.getShort(entry + 8) & 0xffffL
                            : Integer.toUnsignedLong(entries.getInt(entry + 8)));
            entries.position(entry + ENTRY_BYTES);
        }
        next = entries.remaining() >= 4 ? Integer.toUnsignedLong(entries.getInt()) : 0;
    }

    private ByteBuffer bytes(long offset, int length) {
        return ByteBuffer.wrap(content.read(offset, length)).order(order);
    }
}
