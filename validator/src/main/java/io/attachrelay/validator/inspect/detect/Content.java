package io.attachrelay.validator.inspect.detect;

import io.attachrelay.media.store.StoreException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One object's bytes: whoever looks at a file asks for small ranges, the latest stay in memory, and
 * the sum of what is read has a bound. For one thread, but for what is said of others.
 */
public final class Content {

    /** What Tika's magic wants to see. */
    public static final int HEAD_BYTES = 64 << 10;

    // A page of the disk; what comes next is mostly asked for next.
    private static final int LEAST_BYTES = 4 << 10;
    // The tail, a table and what it points at; the head is kept beside them.
    private static final int BLOCKS_KEPT = 4;
    // The begins of a document's parts, which one check after the other looks at.
    private static final int PAGES_KEPT = 64;
    // The directory of a zip file with 100,000 entries fits; a hostile file costs no more.
    private static final long BUDGET = 8 << 20;

    private final long size;
    private final Source source;
    private final @Nullable Content carrier;
    private final RecentBlocks recent = new RecentBlocks(BLOCKS_KEPT);
    private final RecentBlocks pages = new RecentBlocks(PAGES_KEPT);
    private final Map<Class<?>, Object> parsed = new HashMap<>();
    private final StoreTime storeTime = new StoreTime();
    private @Nullable Block head;
    private long bytesRead;
    private long budget = BUDGET;
    private volatile boolean givenUp;

    /**
     * @param size in bytes
     * @param ranges opens parts of the object's bytes
     */
    public Content(long size, Ranges ranges) {
        this.size = size;
        this.source = (offset, length) -> stored(ranges, offset, length);
        this.carrier = null;
    }

    private Content(Content carrier, long size, Carried bytes) {
        this.size = size;
        this.source = (offset, length) -> carried(bytes, offset, length);
        this.carrier = carrier;
    }

    /**
     * A file that stands within this one. Bytes that it lacks are this file's fault and never the
     * store's, and who gives this one up gives that one up.
     *
     * @param size in bytes
     */
    public Content carrying(long size, Carried bytes) {
        return new Content(this, size, bytes);
    }

    /** The same, of a file that is in memory. */
    public Content carrying(byte[] bytes) {
        return carrying(
                bytes.length,
                (offset, length) -> Arrays.copyOfRange(bytes, (int) offset, (int) offset + length));
    }

    /** Opens a range of the object; the stream is closed by {@link Content}. */
    @FunctionalInterface
    public interface Ranges {
        /**
         * @param length how many bytes at most
         * @throws StoreException if the store fails
         */
        InputStream open(long offset, long length);
    }

    /** Reads bytes of a file that stands within another one. */
    @FunctionalInterface
    public interface Carried {
        /**
         * @param offset from its begin
         * @param length how many; if there are fewer, the file is damaged
         */
        byte[] read(long offset, int length);
    }

    private interface Source {
        byte[] read(long offset, int length);
    }

    /** A file that can't be understood within the bytes that may be read of it. */
    public static final class TooMuchToReadException extends TooCostlyException {

        private static final long serialVersionUID = 1;

        TooMuchToReadException(long budget) {
            super("more than " + budget + " bytes to be read");
        }
    }

    /** In bytes. */
    public long size() {
        return size;
    }

    /** How many bytes were read so far; what stayed in memory counts once. */
    public long bytesRead() {
        return bytesRead;
    }

    /** Lets so many bytes be read besides: for what can't be known from the begin and the end. */
    public void allow(long bytes) {
        budget += bytes;
    }

    /** How long the store has been waited for; any thread may ask. */
    public Duration inStore() {
        return storeTime.soFar();
    }

    /** Makes every later reading fail; any thread may ask for it. */
    public void giveUp() {
        givenUp = true;
    }

    /**
     * For work that goes on for long without reading.
     *
     * @throws TooCostlyException if the examination was given up meanwhile
     */
    public void checkpoint() {
        if (givenUp) {
            throw new TooCostlyException("given up");
        }
        if (carrier != null) {
            carrier.checkpoint();
        }
    }

    /** The first 64 KB, or all if there are fewer; not to be changed. */
    public byte[] head() {
        return read(0, HEAD_BYTES);
    }

    /** Whether these Latin-1 characters stand at {@code offset}. */
    public boolean has(long offset, String magic) {
        return Arrays.equals(read(offset, magic.length()), latin1(magic));
    }

    /**
     * The bytes from {@code offset} on, fewer than {@code length} where the object ends; not to be
     * changed.
     *
     * @throws StoreException if the store fails
     * @throws TooMuchToReadException if the bound is reached
     */
    public byte[] read(long offset, int length) {
        long from = Math.clamp(offset, 0, size);
        int count = Math.clamp(size - from, 0, length);
        return block(from, count, LEAST_BYTES).slice(from, count);
    }

    /** The same as a buffer, for numbers with the least byte first. */
    public ByteBuffer littleEndian(long offset, int length) {
        return ByteBuffer.wrap(read(offset, length)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The same as a buffer, for numbers with the most significant byte first. */
    public ByteBuffer bigEndian(long offset, int length) {
        return ByteBuffer.wrap(read(offset, length));
    }

    /**
     * The same without reading ahead: for a few bytes at a place behind which nothing else will be
     * asked for.
     */
    public ByteBuffer glance(long offset, int length) {
        long from = Math.clamp(offset, 0, size);
        int count = Math.clamp(size - from, 0, length);
        return ByteBuffer.wrap(block(from, count, 0).slice(from, count));
    }

    /** Where these Latin-1 characters stand last at or after {@code from}; -1 if nowhere. */
    public long lastIndexOf(String pattern, long from) {
        long floor = Math.max(0, from);
        for (long end = size; end > floor; end = Math.max(floor, end - HEAD_BYTES)) {
            long begin = Math.max(floor, end - HEAD_BYTES);
            int index =
                    lastIndexOf(pattern, read(begin, (int) (end - begin) + pattern.length() - 1));
            if (index >= 0) {
                return begin + index;
            }
        }
        return -1;
    }

    /**
     * What {@code parse} makes of this content; it is asked once, so that whoever looks later finds
     * it made.
     */
    public <T> T once(Class<T> kind, Function<Content, T> parse) {
        Object known = parsed.get(kind);
        if (known == null) {
            known = parse.apply(this);
            parsed.put(kind, known);
        }
        return kind.cast(known);
    }

    /** What {@link #once} made of this kind, if somebody asked it before. */
    public <T> Optional<T> ifMade(Class<T> kind) {
        return Optional.ofNullable(parsed.get(kind)).map(kind::cast);
    }

    /** Forward, since the machine then compares many bytes at a time. */
    private static int lastIndexOf(String wanted, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int last = -1;
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
            last = at;
        }
        return last;
    }

    private Block block(long from, int count, int least) {
        checkpoint();
        if (from + count <= HEAD_BYTES) {
            return headBlock();
        }
        Block known = recent.covering(from, count);
        if (known == null) {
            known = pages.covering(from, count);
        }
        return known == null ? loadAndKeep(from, Math.max(least, count)) : known;
    }

    private Block loadAndKeep(long from, int most) {
        Block loaded = load(from, (int) Math.min(size - from, most));
        (most == LEAST_BYTES ? pages : recent).keep(loaded);
        return loaded;
    }

    private Block headBlock() {
        if (head == null) {
            head = load(0, (int) Math.min(size, HEAD_BYTES));
        }
        return head;
    }

    private Block load(long offset, int length) {
        bytesRead += length;
        if (bytesRead > budget) {
            throw new TooMuchToReadException(budget);
        }
        return new Block(offset, source.read(offset, length));
    }

    private byte[] stored(Ranges ranges, long offset, int length) {
        try (var _ = storeTime.runs();
                InputStream in = ranges.open(offset, length)) {
            byte[] bytes = new byte[length];
            if (in.readNBytes(bytes, 0, length) < length) {
                throw new EOFException();
            }
            return bytes;
        } catch (IOException e) {
            throw new StoreException("reading a range", e);
        }
    }

    private static byte[] carried(Carried carried, long offset, int length) {
        byte[] bytes = carried.read(offset, length);
        if (bytes.length != length) {
            throw new IllegalStateException("a carried file that is cut off");
        }
        return bytes;
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
