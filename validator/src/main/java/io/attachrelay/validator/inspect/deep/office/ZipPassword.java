package io.attachrelay.validator.inspect.deep.office;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.DeepCheck;
import io.attachrelay.validator.inspect.deep.FindingSink;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import io.attachrelay.validator.inspect.detect.ZipDirectory;
import io.attachrelay.validator.inspect.detect.ZipPart;
import java.util.List;
import java.util.Set;

/**
 * Zip files of every kind with files under a password: the old way, AES or PKWARE's, all of which
 * set the same bit. A zip whose directory itself is encrypted has none to read and is damaged.
 */
public final class ZipPassword implements DeepCheck {

    @Override
    public String name() {
        return "zip-password";
    }

    @Override
    public Set<FindingCode> finds() {
        return Set.of(FindingCode.ENCRYPTED);
    }

    @Override
    public boolean appliesTo(String type) {
        return type.startsWith("application/");
    }

    @Override
    public void look(Content content, Detected detected, FindingSink found) {
        if (!content.has(0, "PK\3\4")) {
            return;
        }
        List<ZipPart> parts = ZipDirectory.of(content).map(ZipDirectory::parts).orElse(List.of());
        long locked = parts.stream().filter(ZipPart::isEncrypted).count();
        if (locked > 0) {
            found.add(FindingCode.ENCRYPTED, "%d of %d files".formatted(locked, parts.size()));
        }
    }
}
