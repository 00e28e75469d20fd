package io.attachrelay.validator.inspect.deep;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import io.attachrelay.validator.inspect.detect.PictureEnd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;

/**
 * Bytes behind a picture's end. A small picture is gone through from its begin; of a large one only
 * the tail is read, which an end mark within the other data can mislead. Zeros, blanks and line
 * ends are no data.
 */
final class TrailingData implements DeepCheck {

    // The same tail in which a picture's end mark is looked for.
    private static final long TAIL = 4 << 20;

    @Override
    public String name() {
        return "trailing-data";
    }

    @Override
    public Set<FindingCode> finds() {
        return Set.of(FindingCode.TRAILING_DATA);
    }

    @Override
    public boolean appliesTo(String type) {
        return PictureEnd.isKnownFor(type);
    }

    @Override
    public void look(Content content, Detected detected, FindingSink found) {
        long end =
                content.size() <= Content.HEAD_BYTES
                        ? exactEnd(content, detected.type())
                        : lastMark(content, detected.type());
        if (holdsData(content, end)) {
            found.add(
                    FindingCode.TRAILING_DATA,
                    "%d bytes behind the end".formatted(content.size() - end));
        }
    }

    private static long exactEnd(Content content, String type) {
        try {
            return PictureEnd.find(type, new ByteArrayInputStream(content.head()));
        } catch (IOException _) {
            // Viewers show more than what is written by the book; it has no end to look behind.
            return content.size();
        }
    }

    private static long lastMark(Content content, String type) {
        long tail = content.size() - TAIL;
        return switch (type) {
            case "image/png" -> behind(content, "IEND", tail, 8);
            case "image/jpeg" -> behind(content, "\u00ff\u00d9", tail, 2);
            default -> behind(content, "\0;", tail, 2);
        };
    }

    private static long behind(Content content, String mark, long from, int bytes) {
        long at = content.lastIndexOf(mark, from);
        return at < 0 ? content.size() : at + bytes;
    }

    private static boolean holdsData(Content content, long end) {
        for (byte b : content.read(end, Content.HEAD_BYTES)) {
            if (b != 0 && b != ' ' && b != '\r' && b != '\n') {
                return true;
            }
        }
        return content.size() - end > Content.HEAD_BYTES;
    }
}
