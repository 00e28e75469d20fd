package io.attachrelay.validator.inspect.detect;

import java.io.DataInputStream;
import java.io.IOException;

/** The blocks of a GIF (https://www.w3.org/Graphics/GIF/spec-gif89a.txt) up to its trailer. */
final class GifBlocks {

    private static final int SIGNATURE = 6;
    // Width and height, and for an image also where it stands.
    private static final int SIZES = 4;
    private static final int TRAILER = 0x3b;
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2c;

    private final DataInputStream in;
    private int frames;
    private int widest;
    private int highest;

    GifBlocks(DataInputStream in) {
        this.in = in;
    }

    /**
     * Reads on behind the trailer.
     *
     * @throws IOException if there is none, or something else than a block
     */
    void skip() throws IOException {
        in.skipNBytes(SIGNATURE + SIZES);
        int flags = in.readUnsignedByte();
        in.skipNBytes(2 + colourBytes(flags));
        int block = in.readUnsignedByte();
        while (block != TRAILER) {
            switch (block) {
                case EXTENSION -> in.skipNBytes(1);
                case IMAGE -> skipImageHeader();
                default -> throw new IOException("no block of a GIF begins with " + block);
            }
            skipParts();
            block = in.readUnsignedByte();
        }
    }

    /** Frames so far. */
    int frames() {
        return frames;
    }

    /** The width of the widest frame so far, in pixels. */
    int widest() {
        return widest;
    }

    /** The height of the highest frame so far, in pixels. */
    int highest() {
        return highest;
    }

    private void skipImageHeader() throws IOException {
        in.skipNBytes(SIZES);
        widest = Math.max(widest, littleEndian());
        highest = Math.max(highest, littleEndian());
        frames++;
        int flags = in.readUnsignedByte();
        // Behind the colours stands the size of the codes.
        in.skipNBytes(colourBytes(flags) + 1);
    }

    /** Data in parts, each behind its length; the last has none. */
    private void skipParts() throws IOException {
        for (int length = in.readUnsignedByte(); length > 0; length = in.readUnsignedByte()) {
            in.skipNBytes(length);
        }
    }

    private int littleEndian() throws IOException {
        return in.readUnsignedByte() | in.readUnsignedByte() << 8;
    }

    /** The table of colours that the flags announce. */
    private static int colourBytes(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }
}
