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
    // Of a list no more is looked at: an image of so many strips is large.
    private static final int MOST_NUMBERS = 8 << 10;

    private final Content content;
    private final ByteOrder order;
    private final Map<Integer, Long> values = new HashMap<>();
    private final Map<Integer, Long> entries = new HashMap<>();
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

    /**
     * Numbers, as far as they are there.
     *
     * @param end behind the list, which the file may lack
     */
    record Numbers(long[] values, long end) {}

    /** The first numbers of a list; none if there is no such tag. */
    Numbers numbers(int tag) {
        Long at = entries.get(tag);
        if (at == null) {
            return new Numbers(new long[0], 0);
        }
        ByteBuffer entry = bytes(at, ENTRY_BYTES);
        int each = entry.getShort(2) == SHORT_TYPE ? 2 : 4;
        int count = Math.clamp(Integer.toUnsignedLong(entry.getInt(4)), 0, MOST_NUMBERS);
        // A short list stands in the entry itself.
        boolean inside = count * each <= 4;
        long begin = inside ? at + 8 : Integer.toUnsignedLong(entry.getInt(8));
        return new Numbers(numbers(bytes(begin, count * each), each), begin + count * each);
    }

    private static long[] numbers(ByteBuffer list, int each) {
        long[] numbers = new long[list.remaining() / each];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] =
                    each == 2 ? list.getShort() & 0xffff : Integer.toUnsignedLong(list.getInt());
        }
        return numbers;
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
        ByteBuffer table = bytes(at + 2, count * ENTRY_BYTES + 4);
        while (table.remaining() >= ENTRY_BYTES && count-- > 0) {
            int entry = table.position();
            int tag = table.getShort(entry) & 0xffff;
            boolean isShort = table.getShort(entry + 2) == SHORT_TYPE;
            values.putIfAbsent(
                    tag,
                    isShort
                            ? table.getShort(entry + 8) & 0xffffL
                            : Integer.toUnsignedLong(table.getInt(entry + 8)));
            entries.putIfAbsent(tag, at + 2 + entry);
            table.position(entry + ENTRY_BYTES);
        }
        next = table.remaining() >= 4 ? Integer.toUnsignedLong(table.getInt()) : 0;
    }

    private ByteBuffer bytes(long offset, int length) {
        return ByteBuffer.wrap(content.read(offset, length)).order(order);
    }
}
