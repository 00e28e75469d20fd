package io.attachrelay.validator.inspect.detect;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a file ends by its own book, at little cost: pictures, PDF, zip, OLE2, ISO media, RIFF, Ogg
 * and MPEG sound.
 */
public final class ContainerEnd {

    // The same tail in which a PDF's end mark is looked for.
    private static final long TAIL = 4 << 20;
    private static final Pattern BOX_NAME = Pattern.compile("[\\w \u00a9.-]{4}");
    // Long enough to be cut off.
    private static final Set<String> CUT_BOXES =
            Set.of("moov", "moof", "mdat", "meta", "free", "skip", "wide", "uuid");
    private static final int RIFF_HEADER = 8;
    private static final int OGG_HEADER = 27;

    private ContainerEnd() {}

    private record End(long offset) {}

    /**
     * The offset behind the file; its size if that is not known or nothing stands behind it.
     *
     * @param type the content's own, canonical: who asks again gets the first answer
     */
    public static long of(Content content, String type) {
        return content.once(End.class, c -> new End(Math.min(c.size(), find(c, type)))).offset();
    }

    private static long find(Content content, String type) {
        if (PictureTail.isKnownFor(type)) {
            return PictureTail.end(content, type);
        }
        if (content.has(0, "PK\3\4")) {
            return ZipEnd.of(content).map(ZipEnd::behind).orElse(content.size());
        }
        if (content.has(0, "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")) {
            return Ole2Directory.of(content).end();
        }
        if (content.has(4, "ftyp")) {
            return boxes(content);
        }
        return switch (type) {
            case "application/pdf" -> pdf(content);
            case "image/webp", "audio/wav", "video/x-msvideo" -> riff(content);
            case "audio/ogg", "video/ogg" -> ogg(content);
            case "audio/mpeg", "audio/aac" -> SoundFrames.end(content);
            default -> content.size();
        };
    }

    private static long pdf(Content content) {
        long mark = content.lastIndexOf("%%EOF", content.size() - TAIL);
        return mark < 0 ? content.size() : mark + 5;
    }

    /** What has no name is no box, nor is what has an unknown one and no end. */
    private static long boxes(Content content) {
        Boxes boxes = new Boxes(content);
        List<Boxes.Box> all = new ArrayList<>();
        boxes.each(boxes.file(), all::add);
        if (all.size() >= Boxes.MOST) {
            return content.size();
        }
        long end = 0;
        for (Boxes.Box box : all) {
            if (!isBox(box)) {
                break;
            }
            end = box.end();
        }
        return end;
    }

    private static boolean isBox(Boxes.Box box) {
        return BOX_NAME.matcher(box.name()).matches()
                && (!box.cut() || CUT_BOXES.contains(box.name()));
    }

    /** Large films are several such files one behind the other. */
    private static long riff(Content content) {
        long at = 0;
        while (content.has(at, "RIFF")) {
            long length = Integer.toUnsignedLong(content.littleEndian(at + 4, 4).getInt(0));
            // A recorder that was cut off knows no length.
            long end = at + RIFF_HEADER + length + length % 2;
            if (length == 0 || end >= content.size()) {
                return content.size();
            }
            at = end;
        }
        return at;
    }

    private static long ogg(Content content) {
        long page = content.lastIndexOf("OggS", content.size() - TAIL);
        ByteBuffer header = content.bigEndian(page, OGG_HEADER);
        if (page < 0 || header.limit() < OGG_HEADER) {
            return content.size();
        }
        long end = page + OGG_HEADER;
        byte[] lengths = content.read(end, header.get(OGG_HEADER - 1) & 0xff);
        end += lengths.length;
        for (byte length : lengths) {
            end += length & 0xff;
        }
        return end;
    }
}
