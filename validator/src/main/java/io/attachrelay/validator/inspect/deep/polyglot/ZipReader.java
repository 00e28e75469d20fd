package io.attachrelay.validator.inspect.deep.polyglot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.attachrelay.validator.inspect.detect.ContainerEnd;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.ZipDirectory;
import io.attachrelay.validator.inspect.detect.ZipEnd;
import io.attachrelay.validator.inspect.detect.ZipPart;
import java.util.Optional;
import java.util.Set;

/**
 * Readers of zip look for its directory from the file's end (GIFAR), and some take one that other
 * bytes follow. Documents may carry a zip in their middle; it counts if it stands behind their end
 * or its comment is made to reach the file's. Some readers believe the end record, which says where
 * the directory is, and some look right before it: if these are two places, there are two zip
 * files. Readers that stream begin at the begin: what stands there without being in the directory
 * is another zip.
 */
final class ZipReader implements SecondReader {

    private static final Set<String> CARRIERS =
            Set.of(
                    "application/pdf",
                    "application/msword",
                    "application/vnd.ms-excel",
                    "application/vnd.ms-powerpoint",
                    "application/vnd.ms-outlook",
                    "application/x-tika-ooxml-protected");
    private static final int END_OF_STREAM_BYTES = 16;

    @Override
    public Optional<String> find(Content content, String type) {
        if (content.has(0, "PK\3\4")) {
            boolean lies =
                    ZipEnd.of(content).filter(end -> !end.saysWhereDirectoryIs()).isPresent();
            return lies || ZipDirectory.of(content).filter(zip -> !isAtBegin(zip)).isPresent()
                    ? Optional.of("two zip files")
                    : Optional.empty();
        }
        if (content.has(0, "PK") || Families.isArchive(type)) {
            return Optional.empty();
        }
        return ZipEnd.withDirectories(content).stream()
                .filter(end -> !isCarried(content, type, end))
                .findFirst()
                .map(_ -> "a zip file ends it");
    }

    private static boolean isCarried(Content content, String type, ZipEnd end) {
        if (!CARRIERS.contains(type) || end.behind() >= content.size()) {
            return false;
        }
        return Families.isPdf(type)
                ? new String(content.read(end.behind(), END_OF_STREAM_BYTES), ISO_8859_1)
                        .stripLeading()
                        .startsWith("endstream")
                : end.behind() <= ContainerEnd.of(content, type);
    }

    private static boolean isAtBegin(ZipDirectory zip) {
        return zip.parts().isEmpty()
                || zip.parts().stream().mapToLong(ZipPart::localHeader).min().orElse(0) <= 0;
    }
}
