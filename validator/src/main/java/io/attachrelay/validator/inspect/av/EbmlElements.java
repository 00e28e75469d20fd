package io.attachrelay.validator.inspect.av;

import io.attachrelay.validator.inspect.detect.Content;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;

/** The elements of Matroska and WebM files (RFC 8794): identity, length, content. */
final class EbmlElements {

    // Of the identity at most 4 bytes, of the length 8.
    private static final int HEADER = 12;
    // What stands before the pictures is a dozen elements.
    private static final int MOST = 64;

    private final Content content;

    EbmlElements(Content content) {
        this.content = content;
    }

    /**
     * An element.
     *
     * @param id with the mark of its length, as the specification writes it
     * @param begin where its content begins
     * @param end behind its content, as far as it is there
     * @param open whether the writer did not know its length
     * @param cut whether it says that there is more
     */
    record Element(long id, long begin, long end, boolean open, boolean cut) {}

    /** The whole file. */
    Element file() {
        return new Element(0, 0, content.size(), false, false);
    }

    /** Goes through the elements within another one, until there is no wish to go on. */
    void each(Element outer, Predicate<Element> goOn) {
        long at = outer.begin();
        for (int i = 0; i < MOST && at < outer.end(); i++) {
            Optional<Element> element = at(at, outer.end());
            if (element.isEmpty() || !goOn.test(element.get())) {
                return;
            }
            at = element.get().end();
        }
    }

    /** The first element of that identity within another one. */
    Optional<Element> first(Element outer, long id) {
        Element[] found = new Element[1];
        each(
                outer,
                element -> {
                    found[0] = element.id() == id ? element : null;
                    return found[0] == null;
                });
        return Optional.ofNullable(found[0]);
    }

    private Optional<Element> at(long at, long outerEnd) {
        ByteBuffer header = content.glance(at, HEADER);
        int idBytes = bytes(header, 0);
        int lengthBytes = bytes(header, idBytes);
        if (idBytes > 4 || idBytes + lengthBytes > header.limit()) {
            return Optional.empty();
        }
        long id = number(header, 0, idBytes);
        long mark = 1L << 7 * lengthBytes;
        // The mark of how many bytes it has is none of the number; nothing but ones is no number.
        long length = number(header, idBytes, lengthBytes) & mark - 1;
        boolean open = length == mark - 1;
        long begin = at + idBytes + lengthBytes;
        boolean cut = !open && length > outerEnd - begin;
        long end = open || cut ? outerEnd : begin + length;
        return Optional.of(new Element(id, begin, Math.max(begin, end), open, cut));
    }

    /** As many as there are zeros before the first one bit, and one more. */
    private static int bytes(ByteBuffer header, int at) {
        return at >= header.limit()
                ? HEADER
                : Integer.numberOfLeadingZeros(header.get(at) & 0xff) - 23;
    }

    private static long number(ByteBuffer bytes, int at, int count) {
        long number = 0;
        for (int i = 0; i < count; i++) {
            number = number << 8 | bytes.get(at + i) & 0xff;
        }
        return number;
    }

    /** An element's content as a number; 0 if it has none. */
    long number(Optional<Element> element) {
        return element.filter(e -> e.end() - e.begin() <= Long.BYTES)
                .map(e -> {
                    int bytes = (int) (e.end() - e.begin());
                    return number(content.bigEndian(e.begin(), bytes), 0, bytes);
                })
                .orElse(0L);
    }

    /** An element's content as a floating-point number; 0 if it has none. */
    double real(Optional<Element> element) {
        long number = number(element);
        boolean single = element.filter(e -> e.end() - e.begin() == Float.BYTES).isPresent();
        return single ? Float.intBitsToFloat((int) number) : Double.longBitsToDouble(number);
    }

    /** An element's content as a short text; empty if it has none. */
    String text(Optional<Element> element) {
        return element.filter(e -> e.end() - e.begin() <= 64)
                .map(e -> content.read(e.begin(), (int) (e.end() - e.begin())))
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .orElse("");
    }
}
