package io.attachrelay.gateway.link;

import io.attachrelay.media.store.StoredObject;

/**
 * An accepted file behind a link.
 *
 * @param mediaType what its bytes are
 * @param fileName safe to be shown and saved
 */
public record SharedFile(StoredObject object, String mediaType, String fileName) {

    /** In bytes. */
    public long size() {
        return object.sizeBytes();
    }
}
