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
 * Which offsets are finished, as text of a commit's metadata: compressed bits in Base64. A broker
 * takes 4,096 characters ({@code offset.metadata.max.bytes}). Whatever is open, the bits of {@link
 * #ANY} offsets fit; where few are open among many finished ones, as behind a record that waits for
 * an hour, those of {@link #REACH} do.
 */
final class FinishedBits {

    /** How many offsets are looked at. */
    static final int REACH = 1 << 20;

    /**
     * Of so many offsets any may be finished. Some 3,900 more fit than these: one poll brings 500
     * records, and what lies between them, such as markers of transactions.
     */
    static final int ANY = 20_000;

    /** Of more offsets so many may be open, anywhere, and those of one poll. */
    static final int MOST_OPEN = 400;

    /** The longest text, in characters; the rest of what a broker takes is for what is beside. */
    private static final int MOST_CHARS = 4_000;

    private FinishedBits() {}

    /** The bits below {@link #REACH}, or as many of them as fit. */
    static String encode(BitSet finished) {
        int length = Math.min(finished.length(), REACH);
        String text = text(finished.get(0, length));
        while (text.length() > MOST_CHARS) {
            // A tenth less than what would fit if all parts of it compressed alike.
            length = (int) (length * 0.9 * MOST_CHARS / text.length());
            text = text(finished.get(0, length));
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

    /** The bits again; empty if the text is none of {@link #encode}. */
    static Optional<BitSet> decode(String text) {
        var inflater = new Inflater(true);
        try (var in =
                new InflaterInputStream(
                        new ByteArrayInputStream(Base64.getDecoder().decode(text)), inflater)) {
            return Optional.of(BitSet.valueOf(in.readNBytes(REACH / Byte.SIZE)));
        } catch (IllegalArgumentException | IOException _) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }
}
