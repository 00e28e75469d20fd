package io.attachrelay.validator.inspect.detect;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * Where a picture ends, at little cost. A small one is gone through from its begin; of a large one
 * only the tail is read, which an end mark within the other data can mislead.
 */
public final class PictureTail {

    // The same tail in which a picture's end mark is looked for.
    private static final long TAIL = 4 << 20;

    private PictureTail() {}

    /** Whether the ends of files of this canonical type can be found. */
    public static boolean isKnownFor(String type) {
        return PictureEnd.isKnownFor(type);
    }

    private record End(long offset) {}

    /**
     * The offset behind the picture; the file's size if no end is found.
     *
     * @param type the content's own: who asks again gets the first answer
     */
    public static long end(Content content, String type) {
        return content.once(End.class, c -> new End(find(c, type))).offset();
    }

    private static long find(Content content, String type) {
        return content.size() <= Content.HEAD_BYTES
                ? exactEnd(content, type)
                : lastMark(content, type);
    }

    private static long exactEnd(Content content, String type) {
        if (type.equals("image/jpeg")) {
            return jpegEnd(content.head());
        }
        try {
            return PictureEnd.find(type, new ByteArrayInputStream(content.head()));
        } catch (IOException _) {
            // Viewers show more than what is written by the book; it has no end to look behind.
            return content.size();
        }
    }

    /** The same way as {@link PictureEnd} goes, but in memory. */
    private static long jpegEnd(byte[] bytes) {
        int at = 2;
        while (at + 1 < bytes.length) {
            int next = bytes[at + 1] & 0xff;
            boolean marker =
                    bytes[at] == (byte) 0xff
                            && next > 1
                            && next < 0xff
                            && (next < 0xd0 || next > 0xd7);
            if (!marker) {
                at++;
            } else if (next == 0xd9) {
                return at + 2;
            } else if (at + 3 < bytes.length) {
                at += 2 + ((bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff);
            } else {
                break;
            }
        }
        return bytes.length;
    }

    private static long lastMark(Content content, String type) {
        long tail = content.size() - TAIL;
        return switch (type) {
            case "image/png", "image/apng" -> behind(content, "IEND", tail, 8);
            case "image/jpeg" -> behind(content, "\u00ff\u00d9", tail, 2);
            default -> behind(content, "\0;", tail, 2);
        };
    }

    private static long behind(Content content, String mark, long from, int bytes) {
        long at = content.lastIndexOf(mark, from);
        return at < 0 ? content.size() : at + bytes;
    }
}
