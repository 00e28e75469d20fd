package io.attachrelay.deploy.testkit.platform;

import java.net.URI;

/**
 * A medium on a platform's media host, and what an event says about it.
 *
 * @param sizeBytes the true size, unless {@link #declaringSize} changed it
 * @param sha256 of the true bytes, lower-case hex
 */
public record MediaItem(
        String id, URI url, String fileName, String mimeType, long sizeBytes, String sha256) {

    /** The same medium for an event that states another size; the download stays as it is. */
    public MediaItem declaringSize(long bytes) {
        return new MediaItem(id, url, fileName, mimeType, bytes, sha256);
    }

    /** The same medium for an event that states another type. */
    public MediaItem declaringType(String type) {
        return new MediaItem(id, url, fileName, type, sizeBytes, sha256);
    }

    /** The same medium for an event that names another address. */
    public MediaItem declaringUrl(URI address) {
        return new MediaItem(id, address, fileName, mimeType, sizeBytes, sha256);
    }
}
