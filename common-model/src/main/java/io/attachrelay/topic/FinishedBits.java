package io.attachrelay.topic;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.BitSet;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Told by offset: compressed bits in Base64. Whatever is open, those of {@link #ANY} offsets fit.
 * Of more than these {@link FinishedLanes} tell, unless too many lanes wait.
 *
 * @param bits bit {@code i} is set if the offset {@code i} above is finished
 */
record FinishedBits(BitSet bits) implements Finished {

    /** How many offsets are looked at: before there were lanes, up to a million were told of. */
    static final int REACH = 1 << 20;

    /**
     * Of so many offsets any may be finished. Some 3,900 more fit than these: one poll brings 100
     * records, and what lies between them, such as markers of transactions.
     */
    static final int ANY = 20_000;

    static final FinishedBits NONE = new FinishedBits(new BitSet());

    @Override
    public boolean has(long above, long lane) {
        return above >= 0 && above < REACH && bits.get((int) above);
    }

    @Override
    public long length() {
        return bits.length();
    }

    /** The bits below {@link #REACH}, or as many of them as fit. */
    @Override
    public String text() {
        int length = Math.min(bits.length(), REACH);
        String text = text(bits.get(0, length));
        while (text.length() > MOST_CHARS) {
            // A tenth less than what would fit if all parts of it compressed alike.
            length = (int) (length * 0.9 * MOST_CHARS / text.length());
            text = text(bits.get(0, length));
        }
        return text;
    }

    private static String text(BitSet bits) {
        var compressed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try (var out = new DeflaterOutputStream(compressed, deflater)) {
            out.write(bits.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        } finally {
            deflater.end();
        }
        return Base64.getEncoder().withoutPadding().encodeToString(compressed.toByteArray());
    }

    /** What {@link #text} tells; empty if the text is none of it. */
    static Optional<Finished> parse(String text) {
        var inflater = new Inflater(true);
        try (var in =
                new InflaterInputStream(
                        new ByteArrayInputStream(Base64.getDecoder().decode(text)), inflater)) {
            return Optional.of(new FinishedBits(BitSet.valueOf(in.readNBytes(REACH / Byte.SIZE))));
        } catch (IllegalArgumentException | IOException _) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }
}
