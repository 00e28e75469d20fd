package io.attachrelay.validator.inspect.detect;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** Where a picture really ends, found by going through it from its begin, part by part. */
public final class PictureEnd {

    private static final Set<String> TYPES =
            Set.of("image/png", "image/apng", "image/jpeg", "image/gif");
    private static final int PNG_SIGNATURE = 8;
    // A chunk's checksum.
    private static final int PNG_CRC = 4;
    private static final int PNG_END = 0x49454e44;

    private final CountingStream counted;
    private final DataInputStream in;

    private PictureEnd(InputStream in) {
        this.counted = new CountingStream(in);
        this.in = new DataInputStream(counted);
    }

    /** Whether the ends of files of this canonical type can be found. */
    public static boolean isKnownFor(String type) {
        return TYPES.contains(type);
    }

    /**
     * How many bytes belong to the picture.
     *
     * @param type one that {@link #isKnownFor} knows
     * @param in read from its begin to the picture's end and maybe further; not closed
     * @throws java.io.EOFException if the picture has no end
     */
    public static long find(String type, InputStream in) throws IOException {
        PictureEnd picture = new PictureEnd(in);
        switch (type) {
            case "image/png", "image/apng" -> picture.png();
            case "image/gif" -> new GifBlocks(picture.in).skip();
            case "image/jpeg" -> picture.jpeg();
            default -> throw new IllegalArgumentException(type);
        }
        return picture.counted.count();
    }

    /** Chunks of length, name, data, checksum: https://www.w3.org/TR/png-3, section 5.3. */
    private void png() throws IOException {
        in.skipNBytes(PNG_SIGNATURE);
        int name;
        do {
            long length = Integer.toUnsignedLong(in.readInt());
            name = in.readInt();
            in.skipNBytes(length + PNG_CRC);
        } while (name != PNG_END);
    }

    /** Segments of marker, length, data, and after some the coded image: ITU-T T.81, annex B. */
    private void jpeg() throws IOException {
        in.skipNBytes(2);
        int marker = nextMarker();
        while (marker != 0xd9) {
            in.skipNBytes(in.readUnsignedShort() - 2L);
            marker = nextMarker();
        }
    }

    /** Goes to the next marker with a length or the end, through coded data where it stands. */
    private int nextMarker() throws IOException {
        int last = 0;
        while (true) {
            int next = in.readUnsignedByte();
            // Within coded data 0xff is followed by 0; restarts have no length; 0xff may fill up.
            boolean data = next == 0 || next == 0xff || next == 1 || next >= 0xd0 && next <= 0xd7;
            if (last == 0xff && !data) {
                return next;
            }
            last = next;
        }
    }
}
