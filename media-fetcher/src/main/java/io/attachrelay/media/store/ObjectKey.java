package io.attachrelay.media.store;

import io.attachrelay.model.MediaId;

/** The place of an attachment in the store: {@code {tenant}/{conversation part}/{mediaId}}. */
public record ObjectKey(String tenant, MediaId mediaId) {

    /** The key as one path. */
    public String path() {
        return tenant + "/" + mediaId.conversationPart() + "/" + mediaId.value();
    }

    /** The key of a small object beside this one, such as {@code verdict}. */
    public SidecarKey sidecar(String suffix) {
        return new SidecarKey(path() + "." + suffix);
    }
}
