package io.attachrelay.deploy.launcher;

import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.Platform;
import io.attachrelay.model.Sha256;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.validator.inspect.CheckedFile;
import io.attachrelay.validator.inspect.PolicyCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file of an operator's as an attachment that was stored and judged. */
final class JudgedFile {

    private JudgedFile() {}

    /**
     * Judges the file.
     *
     * @throws IOException with a message for people, if it can't be read
     */
    static JudgedAttachment of(Path file, String channel, PolicyCheck check) throws IOException {
        try {
            CheckedFile checked = check.check(file, null);
            return new JudgedAttachment(
                    kept(file), checked.on(channel).verdict(), checked.findings());
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": there is no such file", e);
        }
    }

    /** Nobody looks at what names and proves its bytes. */
    private static StoredAttachment kept(Path file) throws IOException {
        String path = file.toString();
        return new StoredAttachment.Kept(
                MediaId.of("", Platform.GENESYS, "", "", path),
                null,
                String.valueOf(file.getFileName()),
                null,
                Files.size(file),
                Sha256.of(new byte[0]));
    }
}
