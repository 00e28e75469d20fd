package io.attachrelay.sender.convert.image;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.stream.ImageInputStream;

/**
 * The first values of a TIFF directory's short and long fields, also of the one in a block of Exif.
 *
 * @param fields by their tags
 * @param next where the next directory begins, from the block's begin; 0 if there is none
 */
record TiffDirectory(Map<Integer, Long> fields, long next) {

    private static final int LITTLE_ENDIAN = 0x4949;
    private static final int BIG_ENDIAN = 0x4d4d;
    private static final int MAGIC = 42;
    private static final int ENTRY_BYTES = 12;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    TiffDirectory {
        fields = Map.copyOf(fields);
    }

    /**
     * Goes to a block's begin and leaves the stream in its byte order.
     *
     * @return where its first directory begins, from the block's begin; 0 if this is no such block
     */
    static long first(ImageInputStream stream, long block) throws IOException {
        stream.seek(block);
        stream.setByteOrder(ByteOrder.BIG_ENDIAN);
        int order = stream.readUnsignedShort();
        if (order == LITTLE_ENDIAN) {
            stream.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        }
        boolean known = order == LITTLE_ENDIAN || order == BIG_ENDIAN;
        return known && stream.readUnsignedShort() == MAGIC ? stream.readUnsignedInt() : 0;
    }

    /** The directory at a place, from the block's begin. */
    static TiffDirectory at(ImageInputStream stream, long block, long offset) throws IOException {
        stream.seek(block + offset);
        int entries = stream.readUnsignedShort();
        Map<Integer, Long> fields = new HashMap<>();
        for (int i = 0; i < entries; i++) {
            stream.seek(block + offset + 2 + (long) i * ENTRY_BYTES);
            int tag = stream.readUnsignedShort();
            int type = stream.readUnsignedShort();
            long _ = stream.readUnsignedInt();
            if (type == SHORT || type == LONG) {
                fields.put(
                        tag, type == SHORT ? stream.readUnsignedShort() : stream.readUnsignedInt());
            }
        }
        stream.seek(block + offset + 2 + (long) entries * ENTRY_BYTES);
        return new TiffDirectory(fields, stream.readUnsignedInt());
    }

    long field(int tag, long otherwise) {
        return fields.getOrDefault(tag, otherwise);
    }
}
