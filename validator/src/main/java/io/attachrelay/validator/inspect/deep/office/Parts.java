package io.attachrelay.validator.inspect.deep.office;

import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.TooCostlyException;
import io.attachrelay.validator.inspect.detect.ZipDirectory;
import io.attachrelay.validator.inspect.detect.ZipPart;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The parts of a document that is a zip file, as streams of which the sum has a bound. */
final class Parts {

    // A million rows of twenty cells; all of it is inflated in 2 s.
    private static final long MOST_BYTES = 512L << 20;

    // Of a file of 25 MB no more than 512 KB are read in all.
    private static final int MOST_FILE_PACKED_BYTES = 96 << 10;
    // What comes with the header of a part in one reading.
    private static final int BEGIN_PACKED_BYTES = 3 << 10;
    private static final int MOST_FILE_BYTES = 4 << 20;

    private final Content content;
    private final ZipDirectory zip;
    private long bytes;
    private long filePackedBytes = MOST_FILE_PACKED_BYTES;

    private Parts(Content content, ZipDirectory zip) {
        this.content = content;
        this.zip = zip;
    }

    /** The parts; empty if the file has no directory because it is cut off. */
    static Optional<Parts> of(Content content) {
        return ZipDirectory.of(content).map(zip -> new Parts(content, zip));
    }

    /** All of that name, in lower case: readers differ in which of two they take. */
    Stream<ZipPart> named(String name) {
        return all().stream().filter(part -> part.name().equals(name));
    }

    /** All files that are not empty. */
    List<ZipPart> all() {
        return zip.parts().stream().filter(part -> part.packedBytes() > 0).toList();
    }

    /**
     * Opens a part.
     *
     * @throws IllegalStateException if it is packed in another way than documents are
     */
    InputStream open(ZipPart part) {
        if (part.isStored() || part.isDeflated()) {
            return new PartStream(content, zip.data(part), part, this::count);
        }
        throw new IllegalStateException("a part that is packed in an unusual way");
    }

    /**
     * A part as a file of its own: all of it, or its begin if it is large; what is read of all of
     * them together has a bound.
     */
    Content file(ZipPart part) {
        if (!part.isStored() && !part.isDeflated()) {
            return content.carrying(new byte[0]);
        }
        boolean whole = part.packedBytes() <= filePackedBytes;
        int packed = whole ? (int) part.packedBytes() : BEGIN_PACKED_BYTES;
        filePackedBytes -= whole ? packed : 0;
        return content.carrying(zip.unpacked(part, packed, MOST_FILE_BYTES));
    }

    private void count(int more) {
        bytes += more;
        if (bytes > MOST_BYTES) {
            throw new TooCostlyException("parts of more than " + MOST_BYTES + " bytes");
        }
    }
}
