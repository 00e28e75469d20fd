package io.attachrelay.validator.inspect.deep.polyglot;

import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.ZipDirectory;
import io.attachrelay.validator.inspect.detect.ZipEnd;
import io.attachrelay.validator.inspect.detect.ZipPart;
import java.util.Optional;
import java.util.Set;

/**
 * Readers of zip look for its directory from the file's end (GIFAR). Documents may carry a zip in
 * their middle; it counts only if its comment is made to reach the file's end. Readers that stream
 * begin at the begin: what stands there without being in the directory is another zip.
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

    @Override
    public Optional<String> find(Content content, String type) {
        if (content.has(0, "PK\3\4")) {
            return ZipDirectory.of(content)
                    .filter(zip -> !isAtBegin(zip))
                    .map(_ -> "two zip files");
        }
        if (content.has(0, "PK") || Families.isArchive(type)) {
            return Optional.empty();
        }
        return ZipEnd.of(content)
                .filter(end -> end.hasDirectory(content))
                .filter(end -> !CARRIERS.contains(type) || end.behind() == content.size())
                .map(_ -> "a zip file ends it");
    }

    private static boolean isAtBegin(ZipDirectory zip) {
        return zip.parts().isEmpty()
                || zip.parts().stream().mapToLong(ZipPart::localHeader).min().orElse(0) <= 0;
    }
}
