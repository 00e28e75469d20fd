package io.attachrelay.validator.inspect.detect;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The boxes of ISO media files (ISO/IEC 14496-12, section 4.2): length, name, content. */
final class Boxes {

    private static final int HEADER = 8;
    private static final int LONG_HEADER = 16;
    // More than a real file has at any level but the outermost of fragmented films.
    static final int MOST = 512;

    private final Content content;

    Boxes(Content content) {
        this.content = content;
    }

    /**
     * A box.
     *
     * @param begin where its content begins
     * @param end behind its content, as far as it is there
     * @param cut whether it says that there is more
     */
    record Box(String name, long begin, long end, boolean cut) {}

    /** The whole file. */
    Box file() {
        return new Box("", 0, content.size(), false);
    }

    /** The first box of that name within another one. */
    Optional<Box> first(Box outer, String name) {
        return first(outer, box -> box.name().equals(name));
    }

    /** The first box within another one. */
    Optional<Box> first(Box outer) {
        return first(outer, _ -> true);
    }

    private Optional<Box> first(Box outer, Predicate<Box> wanted) {
        Box[] found = new Box[1];
        each(
                outer,
                0,
                box -> {
                    if (found[0] == null && wanted.test(box)) {
                        found[0] = box;
                    }
                    return found[0] == null;
                });
        return Optional.ofNullable(found[0]);
    }

    /** All boxes within another one. */
    void each(Box outer, Consumer<Box> visit) {
        each(
                outer,
                0,
                box -> {
                    visit.accept(box);
                    return true;
                });
    }

    /** The same box, its content beginning later: behind fields of its own. */
    Box behind(Box box, int fields) {
        return new Box(box.name(), box.begin() + fields, box.end(), box.cut());
    }

    /** Whether to go on. */
    private interface Visit {
        boolean goOn(Box box);
    }

    private void each(Box outer, int count, Visit visit) {
        long at = outer.begin();
        int seen = count;
        while (at + HEADER <= outer.end() && seen++ < MOST) {
            ByteBuffer header = content.glance(at, LONG_HEADER);
            if (header.limit() < HEADER) {
                return;
            }
            long length = Integer.toUnsignedLong(header.getInt(0));
            int headerBytes = HEADER;
            if (length == 1 && header.limit() == LONG_HEADER) {
                length = header.getLong(8);
                headerBytes = LONG_HEADER;
            } else if (length == 0) {
                length = outer.end() - at;
            }
            if (length < headerBytes) {
                return;
            }
            String name = new String(header.array(), 4, 4, StandardCharsets.ISO_8859_1);
            // A length near the largest number must not come out negative.
            boolean cut = length > outer.end() - at;
            long end = cut ? outer.end() : at + length;
            if (!visit.goOn(new Box(name, at + headerBytes, end, cut))) {
                return;
            }
            at = end;
        }
    }
}
