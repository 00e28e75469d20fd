package io.attachrelay.validator.inspect.deep.archive;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.ZipDirectory;
import io.attachrelay.validator.inspect.detect.ZipPart;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Archives within archives, by name and by the first bytes of what is stored or deflated. Sheets in
 * a letter in a zip are what people send; an archive in an archive in an archive is not.
 */
final class Nesting {

    /** Archives of any kind, Office files among them. */
    private static final int MOST_LEVELS = 3;

    /** Archives that are nothing else. */
    private static final int MOST_PLAIN_LEVELS = 2;

    private static final int MOST_LOOKS = 32;
    private static final int LOOKS_PER_ZIP = 16;
    private static final int MAGIC_BYTES = 8;
    // The tables of codes come before the first byte.
    private static final int MAGIC_PACKED_BYTES = 512;
    // Of a larger inner zip only the begin is looked at, file by file.
    private static final int INNER_BYTES = 2 << 20;
    private static final int INNER_PACKED_BYTES = 256 << 10;

    private static final Set<String> EXTENSIONS =
            Set.of("zip", "jar", "rar", "7z", "gz", "tgz", "bz2", "xz", "zst", "cab", "arj", "lzh");

    private int looks;
    private @Nullable String bomb;
    private @Nullable String tooDeep;

    private Nesting() {}

    /** What is nested in a zip file. */
    static Nesting of(Content zip, String type) {
        Nesting nesting = new Nesting();
        nesting.lookInto(zip, 1, type.equals("application/zip") ? 1 : 0);
        return nesting;
    }

    /** An inner zip that unpacks to far more than it holds, in words. */
    Optional<String> bomb() {
        return Optional.ofNullable(bomb);
    }

    /** What is nested too deep, in words. */
    Optional<String> tooDeep() {
        return Optional.ofNullable(tooDeep);
    }

    private void lookInto(Content content, int levels, int plain) {
        Optional<ZipDirectory> found = ZipDirectory.of(content);
        if (found.isEmpty()) {
            ZipDirectory.localNames(content)
                    .forEach(name -> note(isNamedArchive(name), name, levels + 1, plain + 1));
            return;
        }
        ZipDirectory zip = found.get();
        List<ZipPart> likely =
                zip.parts().stream()
                        .filter(part -> part.packedBytes() > 0)
                        .sorted(
                                comparing((ZipPart part) -> !isNamedArchive(part.name()))
                                        .thenComparing(
                                                comparingLong(ZipPart::packedBytes).reversed()))
                        .limit(LOOKS_PER_ZIP)
                        .toList();
        for (ZipPart part : likely) {
            lookAt(content, zip, part, levels, plain);
        }
    }

    private void lookAt(Content outer, ZipDirectory zip, ZipPart part, int levels, int plain) {
        if (looks++ > MOST_LOOKS || !part.isStored() && !part.isDeflated()) {
            note(isNamedArchive(part.name()), part.name(), levels + 1, plain + 1);
            return;
        }
        Content begin = outer.carrying(zip.unpacked(part, MAGIC_PACKED_BYTES, MAGIC_BYTES));
        if (!ZipDirectory.begins(begin)) {
            note(isArchive(begin), part.name(), levels + 1, plain + 1);
            return;
        }
        Content inner = inner(outer, zip, part);
        int innerPlain = plain + (isPlain(inner) ? 1 : 0);
        note(true, part.name(), levels + 1, innerPlain);
        ZipRatio.complaint(inner).ifPresent(c -> bomb = part.name() + ": " + c);
        if (tooDeep == null) {
            lookInto(inner, levels + 1, innerPlain);
        }
    }

    private void note(boolean isArchive, String name, int levels, int plain) {
        if (isArchive && (levels > MOST_LEVELS || plain > MOST_PLAIN_LEVELS)) {
            tooDeep = "%s at level %d".formatted(name, levels);
        }
    }

    private static Content inner(Content outer, ZipDirectory zip, ZipPart part) {
        if (part.isStored()) {
            long data = zip.data(part);
            return outer.carrying(
                    Math.min(part.packedBytes(), outer.size() - data),
                    (offset, length) -> outer.read(data + offset, length));
        }
        int most = Math.clamp(part.unpackedBytes(), MAGIC_BYTES, INNER_BYTES);
        return outer.carrying(zip.unpacked(part, INNER_PACKED_BYTES, most));
    }

    /** Not an Office, OpenDocument or EPUB file. */
    private static boolean isPlain(Content zip) {
        Set<String> names = ZipDirectory.of(zip).map(ZipDirectory::names).orElse(Set.of());
        return !names.contains("[content_types].xml") && !names.contains("mimetype");
    }

    private static boolean isNamedArchive(String name) {
        return EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    /** Rar, 7z, gzip, bzip2, xz, Zstandard, cabinet. */
    private static boolean isArchive(Content content) {
        return content.has(0, "Rar!\u001a\7")
                || content.has(0, "7z\u00bc\u00af'\u001c")
                || GzipRatio.begins(content)
                || content.has(0, "BZh")
                || content.has(0, "\u00fd7zXZ\0")
                || content.has(0, "(\u00b5/\u00fd")
                || content.has(0, "MSCF");
    }
}
