package io.attachrelay.deploy.testkit.platform;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that reached the media host.
 *
 * @param id of the medium asked for, known or not
 * @param status what was answered
 * @param range the header {@code Range}, null without
 */
public record MediaRequest(
        Instant at, String id, int status, Bearer bearer, @Nullable String range) {

    /** Whether bytes of the medium were answered, all or some. */
    public boolean isDownload() {
        return status == 200 || status == 206;
    }
}
