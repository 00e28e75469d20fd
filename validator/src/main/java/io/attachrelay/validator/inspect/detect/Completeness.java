package io.attachrelay.validator.inspect.detect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a file ends where its type says that it must. Bytes behind the end are no fault here:
 * cameras append films to pictures, and printers append blanks to documents.
 */
public final class Completeness {

    // How far behind the end mark other bytes may reach.
    private static final long TAIL = 4 << 20;

    // What stands outermost in an ISO media file (ISO/IEC 14496-12, table 1) and in QuickTime's.
    private static final Set<String> BOXES =
            Set.of("ftyp", "styp", "moov", "moof", "mdat", "meta", "free", "skip", "wide", "uuid");

    private Completeness() {}

    /** What is missing, if something is; in words. */
    public static Optional<String> complaint(String type, Content content) {
        return switch (type) {
            case "image/png", "image/apng" -> pngComplaint(content);
            case "image/tiff" -> TiffEnd.complaint(content);
            case "image/jpeg" -> missing("the end of the image", hasJpegEnd(content));
            case "image/gif" -> missing("the trailer", hasGifEnd(content));
            case "application/pdf" -> PdfEnd.complaint(content, content.size() - TAIL);
            case "image/webp" -> missing("the end of the image", hasRiffEnd(content));
            case "video/mp4", "audio/mp4", "video/quicktime", "video/3gpp", "video/3gpp2" ->
                    cutBox(content)
                            .or(() ->
                                    missing(
                                            "the index of its tracks",
                                            Mp4Tracks.of(content).isPresent()));
            case "image/heic", "image/heif", "image/avif" -> cutBox(content);
            default ->
                    content.has(0, "PK\3\4")
                            ? missing("the directory", ZipDirectory.of(content).isPresent())
                            : Optional.empty();
        };
    }

    /** The box of the file's outermost ones that reaches beyond its end; rubbish is no box. */
    private static Optional<String> cutBox(Content content) {
        var boxes = new Boxes(content);
        var cut = new ArrayList<String>();
        boxes.each(
                boxes.file(),
                box -> {
                    if (box.cut() && BOXES.contains(box.name())) {
                        cut.add(box.name());
                    }
                });
        return cut.stream().findFirst().map(name -> "the end of the box '" + name + "' is missing");
    }

    private static Optional<String> pngComplaint(Content content) {
        long end = content.lastIndexOf("IEND", content.size() - TAIL);
        return end < 0
                ? missing("the last chunk", false)
                : missing("a part of the image", PngChunks.areWhole(content, end));
    }

    /** The length behind the first four bytes is that of all that follows it. */
    private static boolean hasRiffEnd(Content content) {
        return content.littleEndian(4, 4).getInt(0) + 8L <= content.size();
    }

    private static Optional<String> missing(String what, boolean isThere) {
        return isThere ? Optional.empty() : Optional.of(what + " is missing");
    }

    private static boolean hasMark(Content content, String mark, long from) {
        return content.lastIndexOf(mark, Math.max(from, content.size() - TAIL)) >= 0;
    }

    /** Within image data the end marker can't stand; before it, a thumbnail may hold one. */
    private static boolean hasJpegEnd(Content content) {
        long scan = JpegSegments.of(content).scan();
        return scan >= 0 && hasMark(content, "\u00ff\u00d9", scan);
    }

    /** A small file is gone through; of a large one the tail must do. */
    private static boolean hasGifEnd(Content content) {
        if (endsWith(content, ';')) {
            return true;
        }
        if (content.size() > Content.HEAD_BYTES) {
            return hasMark(content, "\0;", 0);
        }
        try {
            return PictureEnd.find("image/gif", new ByteArrayInputStream(content.head())) > 0;
        } catch (IOException _) {
            return false;
        }
    }

    /** Zero bytes at the end do not count. */
    private static boolean endsWith(Content content, char last) {
        byte[] tail = content.read(content.size() - Content.HEAD_BYTES, Content.HEAD_BYTES);
        int end = tail.length - 1;
        while (end > 0 && tail[end] == 0) {
            end--;
        }
        return tail[end] == last;
    }
}
