package io.attachrelay.sender.convert.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;

/** Finds the block of Exif in a file, for the one thing in it that pixels do not say. */
final class Exif {

    private static final int ORIENTATION = 0x0112;
    private static final int APP1 = 0xffe1;
    private static final int START_OF_SCAN = 0xffda;
    private static final int JPEG_HEADER = 0x45786966; // Exif
    private static final int JPEG_HEADER_BYTES = 6;
    private static final int PNG_SIGNATURE_BYTES = 8;
    private static final int PNG_CHUNK = 0x65584966; // eXIf
    private static final int RIFF_HEADER_BYTES = 12;
    private static final int WEBP_CHUNK = 0x46495845; // EXIF, read from its end

    private static final long NONE = -1;

    private Exif() {}

    /** How the picture lies in its file; upright if nothing tells, or nothing that makes sense. */
    static Orientation orientation(PictureFormat format, ImageInputStream stream)
            throws IOException {
        try {
            long block = block(format, stream);
            long first = block == NONE ? 0 : TiffDirectory.first(stream, block);
            return first == 0
                    ? Orientation.UPRIGHT
                    : Orientation.of(TiffDirectory.at(stream, block, first).field(ORIENTATION, 1));
        } catch (EOFException _) {
            return Orientation.UPRIGHT;
        }
    }

    private static long block(PictureFormat format, ImageInputStream stream) throws IOException {
        return switch (format) {
            case JPEG -> inJpeg(stream);
            case PNG -> inChunks(stream, ByteOrder.BIG_ENDIAN);
            case WEBP -> inChunks(stream, ByteOrder.LITTLE_ENDIAN);
            case TIFF -> 0;
            case GIF, BMP -> NONE;
        };
    }

    private static long inJpeg(ImageInputStream stream) throws IOException {
        stream.setByteOrder(ByteOrder.BIG_ENDIAN);
        stream.seek(2);
        int marker = stream.readUnsignedShort();
        while (marker > 0xff00 && marker != START_OF_SCAN) {
            long begin = stream.getStreamPosition();
            int length = stream.readUnsignedShort();
            if (marker == APP1 && stream.readInt() == JPEG_HEADER) {
                return begin + 2 + JPEG_HEADER_BYTES;
            }
            stream.seek(begin + length);
            marker = stream.readUnsignedShort();
        }
        return NONE;
    }

    /** PNG: length, name, data, checksum. WebP: name, length, data, up to an even length. */
    private static long inChunks(ImageInputStream stream, ByteOrder order) throws IOException {
        boolean png = order == ByteOrder.BIG_ENDIAN;
        stream.setByteOrder(order);
        stream.seek(png ? PNG_SIGNATURE_BYTES : RIFF_HEADER_BYTES);
        while (true) {
            long first = stream.readUnsignedInt();
            long second = stream.readUnsignedInt();
            long length = png ? first : second;
            if ((png ? second : first) == (png ? PNG_CHUNK : WEBP_CHUNK)) {
                return stream.getStreamPosition();
            }
            long rest = png ? length + 4 : length + (length & 1);
            stream.seek(stream.getStreamPosition() + rest);
        }
    }
}
