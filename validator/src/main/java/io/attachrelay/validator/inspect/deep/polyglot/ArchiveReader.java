package io.attachrelay.validator.inspect.deep.polyglot;

import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.DiscImage;
import io.attachrelay.validator.inspect.detect.TarHeader;
import java.util.Optional;

/** Tar goes by a checksum at byte 148, ISO 9660 by a mark at byte 32,769. */
final class ArchiveReader implements SecondReader {

    @Override
    public Optional<String> find(Content content, String type) {
        if (Families.isArchive(type)) {
            return Optional.empty();
        }
        if (DiscImage.isDisc(content)) {
            return Optional.of("a disc image");
        }
        return content.has(257, "ustar") && TarHeader.isTar(content)
                ? Optional.of("a tar file")
                : Optional.empty();
    }
}
