package io.attachrelay.topic;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Told by lane. The records of a lane are finished in their order, so its lowest open one tells of
 * them all: what was read is finished, but for the listed lanes from that one on. However many
 * records of a lane wait, and however much was read meanwhile, that takes a dozen bytes.
 *
 * <p>A lane is told by the last bytes of its hash: by 8, or where many wait by as many as fit, 3 at
 * least. Nothing is ever skipped by that, but some may be repeated: of two listed lanes with the
 * same bytes the lower offset counts for both, and a lane that is not listed counts as the one that
 * it looks like. To look like any of ten has a chance of 10 in 2^64; like any of {@link #MOST}, and
 * those of one poll, of one in 30,000.
 *
 * @param length how far above the lowest open offset reading has come
 * @param width by how many bytes of its hash a lane is told, from 3 to 8
 * @param lowestOpen how far above the lowest open offset that of a lane is, by these bytes
 */
record FinishedLanes(long length, int width, Map<Long, Long> lowestOpen) implements Finished {

    /**
     * So many lanes may wait, anywhere among 100 million offsets, and those that one poll adds:
     * {@link #RECORDS_OF_A_POLL}, of which each may be a new lane's. {@link #MOST_BYTES} hold 400
     * times 3 bytes of a hash and some 3.2 of an offset, and 100 times 3 and 2, as what is polled
     * lies together.
     */
    static final int MOST = 400;

    /** What a poll brings, unless configured. */
    static final int RECORDS_OF_A_POLL = 100;

    private static final int MOST_WIDTH = Long.BYTES;
    private static final int LEAST_WIDTH = 3;

    /** What the longest text holds in Base64. */
    private static final int MOST_BYTES = MOST_CHARS / 4 * 3;

    /** The longest that the length, the width and the number of lanes take. */
    private static final int HEAD_BYTES = 12;

    private static final Comparator<Map.Entry<Long, Long>> BY_OFFSET =
            Map.Entry.<Long, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey());

    FinishedLanes {
        if (length < 0 || width < LEAST_WIDTH || width > MOST_WIDTH) {
            throw new IllegalArgumentException("length " + length + ", width " + width);
        }
        lowestOpen = Map.copyOf(lowestOpen);
    }

    /** Of lanes that are told by their whole hashes. */
    FinishedLanes(long length, Map<Long, Long> lowestOpen) {
        this(length, MOST_WIDTH, lowestOpen);
    }

    @Override
    public boolean has(long above, long lane) {
        Long open = lowestOpen.get(lastBytes(lane, width));
        return above >= 0 && above < length && (open == null || above < open);
    }

    /**
     * What this tells, and beyond it what an earlier holder told. Its lanes stay listed until all
     * that it had read is read again: of what is not, nothing else is known.
     *
     * @param distance how far its lowest open offset is above this one's: 0 or below
     */
    FinishedLanes followedBy(FinishedLanes earlier, long distance) {
        Map<Long, Long> all = new HashMap<>(narrowed(earlier.width).lowestOpen);
        earlier.lowestOpen.forEach(
                (lane, open) -> all.merge(lane, Math.max(length, open + distance), Math::min));
        return new FinishedLanes(earlier.length + distance, earlier.width, all);
    }

    /** Whether of so many lanes all can be told if their offsets lie together. */
    static boolean mayFit(int lanes) {
        return lanes <= (MOST_BYTES - HEAD_BYTES) / (1 + LEAST_WIDTH);
    }

    /** Whether all of it can be told. */
    boolean fits() {
        return room() >= LEAST_WIDTH;
    }

    @Override
    public String text() {
        FinishedLanes whole = this;
        while (!whole.fits()) {
            whole = whole.shortened();
        }
        byte[] bytes = whole.narrowed(whole.room()).bytes();
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    /** For how many bytes of each hash there is room beside the offsets. */
    private int room() {
        int left = MOST_BYTES - HEAD_BYTES;
        long last = 0;
        for (long open : offsets()) {
            left -= Varint.size(open - last);
            last = open;
        }
        return Math.min(width, left / Math.max(1, lowestOpen.size()));
    }

    /** As if reading had not come to the last tenth of the lanes. */
    private FinishedLanes shortened() {
        long end = offsets().get(lowestOpen.size() * 9 / 10);
        Map<Long, Long> left = new HashMap<>(lowestOpen);
        left.values().removeIf(open -> open >= end);
        return new FinishedLanes(end, width, left);
    }

    private List<Long> offsets() {
        return lowestOpen.values().stream().sorted().toList();
    }

    private FinishedLanes narrowed(int to) {
        Map<Long, Long> narrow = new HashMap<>();
        lowestOpen.forEach((lane, open) -> narrow.merge(lastBytes(lane, to), open, Math::min));
        return new FinishedLanes(length, to, narrow);
    }

    private static long lastBytes(long hash, int width) {
        return hash & -1L >>> Long.SIZE - width * Byte.SIZE;
    }

    private byte[] bytes() {
        var out = new ByteArrayOutputStream();
        Varint.write(length, out);
        out.write(width);
        Varint.write(lowestOpen.size(), out);
        long last = 0;
        for (var lane : lowestOpen.entrySet().stream().sorted(BY_OFFSET).toList()) {
            Varint.write(lane.getValue() - last, out);
            byte[] hash = ByteBuffer.allocate(Long.BYTES).putLong(lane.getKey()).array();
            out.write(hash, Long.BYTES - width, width);
            last = lane.getValue();
        }
        return out.toByteArray();
    }

    /** What {@link #text} tells; empty if the text is none of it. */
    static Optional<Finished> parse(String text) {
        try {
            return Optional.of(read(ByteBuffer.wrap(Base64.getDecoder().decode(text))));
        } catch (IllegalArgumentException | BufferUnderflowException _) {
            return Optional.empty();
        }
    }

    private static FinishedLanes read(ByteBuffer in) {
        var none = new FinishedLanes(Varint.read(in), in.get(), Map.of());
        long lanes = Varint.read(in);
        Map<Long, Long> lowestOpen = new HashMap<>();
        long last = 0;
        for (long i = 0; i < lanes; i++) {
            last += Varint.read(in);
            byte[] hash = new byte[Long.BYTES];
            in.get(hash, Long.BYTES - none.width, none.width);
            lowestOpen.merge(ByteBuffer.wrap(hash).getLong(), last, Math::min);
        }
        return new FinishedLanes(none.length, none.width, lowestOpen);
    }
}
