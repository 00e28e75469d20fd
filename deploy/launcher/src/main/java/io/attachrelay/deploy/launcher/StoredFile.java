package io.attachrelay.deploy.launcher;

import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.model.MediaId;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code TENANT MEDIA_ID}: a stored file. */
final class StoredFile {

    @Parameters(index = "0", paramLabel = "TENANT", description = "The tenant whose file it is.")
    private String tenant;

    @Parameters(index = "1", paramLabel = "MEDIA_ID", description = "The file's media id.")
    private String mediaId;

    /**
     * @throws ParameterException if that can be no file
     */
    ObjectKey key(CommandLine line) {
        try {
            return new ObjectKey(tenant, new MediaId(mediaId));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(line, e.getMessage());
        }
    }
}
