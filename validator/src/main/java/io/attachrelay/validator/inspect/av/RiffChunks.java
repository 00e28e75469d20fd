package io.attachrelay.validator.inspect.av;

import io.attachrelay.validator.inspect.detect.Content;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The chunks of WAV and AVI files (Multimedia Programming Interface and Data Specifications 1.0,
 * IBM and Microsoft, 1991): name, length, content.
 */
final class RiffChunks {

    /** What stands before a list's chunks: its name. */
    static final int LIST_NAME = 4;

    private static final int HEADER = 8;

    // Who writes while he records does not know the length yet: 0, or a number near 2 or 4 GB.
    private static final long UNKNOWN = 0x7fff_0000L;
    private static final Set<String> LONG = Set.of("RIFF", "RIFX", "LIST", "data");
    // More than a real file has at one level, but for where its pictures are.
    private static final int MOST = 256;

    private final Content content;
    private final ByteOrder order;

    RiffChunks(Content content) {
        this.content = content;
        this.order = content.has(0, "RIFX") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /**
     * A chunk.
     *
     * @param begin where its content begins
     * @param end behind its content, as far as it is there
     * @param cut whether it says that there is more
     */
    record Chunk(String name, long begin, long end, boolean cut) {}

    /** The whole file. */
    Chunk file() {
        return new Chunk("", 0, content.size(), false);
    }

    /**
     * The chunks within another one.
     *
     * @param skip bytes of the outer one that stand before them
     */
    List<Chunk> within(Chunk outer, int skip) {
        List<Chunk> chunks = new ArrayList<>();
        long at = outer.begin() + skip;
        while (chunks.size() < MOST && at + HEADER <= outer.end()) {
            ByteBuffer header = content.glance(at, HEADER).order(order);
            String name = new String(header.array(), 0, 4, StandardCharsets.ISO_8859_1);
            long length = Integer.toUnsignedLong(header.getInt(4));
            long left = outer.end() - at - HEADER;
            boolean open = length >= UNKNOWN || length == 0 && LONG.contains(name);
            long bytes = open ? left : Math.min(length, left);
            long begin = at + HEADER;
            chunks.add(new Chunk(name, begin, begin + bytes, !open && length > left));
            // On an even offset.
            at = begin + bytes + (bytes & 1);
        }
        return chunks;
    }

    /** The first list of that name among these. */
    Optional<Chunk> list(List<Chunk> chunks, String name) {
        return chunks.stream()
                .filter(chunk -> chunk.name().equals("LIST") && content.has(chunk.begin(), name))
                .findFirst();
    }

    /** The first chunk of that name among these. */
    static Optional<Chunk> first(List<Chunk> chunks, String name) {
        return chunks.stream().filter(chunk -> chunk.name().equals(name)).findFirst();
    }

    /** What a chunk begins with; empty if it is shorter. */
    Optional<ByteBuffer> fields(Chunk chunk, int bytes) {
        return chunk.end() - chunk.begin() < bytes
                ? Optional.empty()
                : Optional.of(content.bigEndian(chunk.begin(), bytes).order(order));
    }
}
