package io.attachrelay.validator.inspect.deep.archive;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.DeepCheck;
import io.attachrelay.validator.inspect.deep.FindingSink;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import io.attachrelay.validator.inspect.detect.ZipDirectory;
import java.util.Set;

/**
 * Zip files of every kind, Office files among them, and gzip. Others (bzip2, xz, 7z, rar) do not
 * say at a known place what they unpack to; no channel takes them unless an operator's row does.
 */
public final class ArchiveBombs implements DeepCheck {

    @Override
    public String name() {
        return "archive-bomb";
    }

    @Override
    public Set<FindingCode> finds() {
        return Set.of(FindingCode.ZIP_BOMB, FindingCode.ZIP_NESTING);
    }

    /** Many types are zip files; the bytes tell. */
    @Override
    public boolean appliesTo(String type) {
        return type.startsWith("application/");
    }

    @Override
    public void look(Content content, Detected detected, FindingSink found) {
        if (GzipRatio.begins(content)) {
            GzipRatio.complaint(content).ifPresent(c -> found.add(FindingCode.ZIP_BOMB, c));
        } else if (ZipDirectory.begins(content)) {
            // A bomb is not looked into: its files may be none.
            ZipRatio.complaint(content)
                    .ifPresentOrElse(
                            c -> found.add(FindingCode.ZIP_BOMB, c),
                            () -> lookInto(content, detected.type(), found));
        }
    }

    private static void lookInto(Content zip, String type, FindingSink found) {
        Nesting nesting = Nesting.of(zip, type);
        nesting.bomb().ifPresent(c -> found.add(FindingCode.ZIP_BOMB, c));
        nesting.tooDeep().ifPresent(c -> found.add(FindingCode.ZIP_NESTING, c));
    }
}
