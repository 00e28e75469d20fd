package io.attachrelay.validator.inspect.deep.archive;

import static java.util.Comparator.comparingLong;

import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.ZipDirectory;
import io.attachrelay.validator.inspect.detect.ZipPart;
import java.util.List;
import java.util.Optional;

/**
 * What a zip file unpacks to by its own words, and whether these can be true: no two files may
 * share bytes (D. Fifield, A better zip bomb, 2019), and of the largest ones the begin is unpacked
 * and two samples are looked at; one that is steep somewhere is unpacked to where it says it ends.
 */
final class ZipRatio {

    // The least that a local header takes.
    private static final int LOCAL_BYTES = 30;
    // Deflate makes at most 1032 bytes of one: what is packed in less than this does no harm.
    private static final long HARMLESS_PACKED = Limits.HARMLESS_BYTES / 1032;
    // So many the largest pictures of a letter; what hides behind them is no bomb beside them.
    private static final int PEEKS = 32;
    private static final int PEEK_BYTES = 1 << 10;

    private final ZipDirectory zip;
    private final List<ZipPart> parts;

    private ZipRatio(ZipDirectory zip) {
        this.zip = zip;
        this.parts = zip.parts();
    }

    /** What is wrong, in words. */
    static Optional<String> complaint(Content content) {
        return ZipDirectory.of(content).map(ZipRatio::new).flatMap(ZipRatio::look);
    }

    private Optional<String> look() {
        if (parts.size() > Limits.MOST_FILES) {
            return Optional.of(parts.size() + " files");
        }
        return overlap().or(this::said).or(this::seen);
    }

    private Optional<String> overlap() {
        List<ZipPart> inOrder = parts.stream().sorted(comparingLong(ZipPart::localHeader)).toList();
        for (int i = 0; i < inOrder.size(); i++) {
            ZipPart part = inOrder.get(i);
            long next = i + 1 < inOrder.size() ? inOrder.get(i + 1).localHeader() : zip.start();
            if (part.localHeader() + LOCAL_BYTES + part.packedBytes() > next) {
                return Optional.of("files that share bytes: " + part.name());
            }
        }
        return Optional.empty();
    }

    private Optional<String> said() {
        long packed = parts.stream().mapToLong(ZipPart::packedBytes).sum();
        long unpacked = parts.stream().mapToLong(ZipPart::unpackedBytes).sum();
        return parts.stream()
                .flatMap(p -> Limits.complaint(p.packedBytes(), p.unpackedBytes()).stream())
                .findFirst()
                .or(() -> Limits.complaint(packed, unpacked));
    }

    private Optional<String> seen() {
        return parts.stream()
                .filter(part -> part.packedBytes() > HARMLESS_PACKED)
                .sorted(comparingLong(ZipPart::packedBytes).reversed())
                .limit(PEEKS)
                .flatMap(part -> peek(part).stream())
                .findFirst();
    }

    private Optional<String> peek(ZipPart part) {
        Optional<String> local = Limits.complaint(part.packedBytes(), zip.localUnpackedBytes(part));
        return local.isPresent() || !part.isDeflated() || !unpacksToMore(part)
                ? local
                : Optional.of("a file that unpacks to more than it says: " + part.name());
    }

    /** A picture may have a white sky; so what is steep somewhere is followed to what it says. */
    private boolean unpacksToMore(ZipPart part) {
        FlateRatio.Packed packed = (offset, length) -> zip.packed(part, offset, length);
        if (!beginsSteep(part) && !Sample.repeatsItself(packed, part.packedBytes())) {
            return false;
        }
        zip.allow(part);
        return zip.unpackedBytes(part, part.packedBytes(), part.unpackedBytes())
                > part.unpackedBytes();
    }

    private boolean beginsSteep(ZipPart part) {
        long steep = (long) PEEK_BYTES * Limits.RATIO;
        return zip.unpackedBytes(part, PEEK_BYTES, steep) > steep;
    }
}
