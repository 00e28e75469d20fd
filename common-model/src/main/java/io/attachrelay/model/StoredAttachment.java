package io.attachrelay.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * What became of one attachment at the gateway: its bytes are kept, or it was refused for a stated
 * reason.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
    @JsonSubTypes.Type(StoredAttachment.Kept.class),
    @JsonSubTypes.Type(StoredAttachment.Refused.class)
})
public sealed interface StoredAttachment {

    /** The attachment's deterministic name. */
    MediaId mediaId();

    /** The MIME type that the platform claimed; {@code null} if it named none. */
    @Nullable String declaredType();

    /**
     * The file name that the platform claimed; {@code null} if it named none. Never to be trusted.
     */
    @Nullable String fileName();

    /** The hash of what was stored; {@code null} if nothing was. */
    default @Nullable Sha256 keptSha256() {
        return this instanceof Kept kept ? kept.sha256() : null;
    }

    /**
     * The bytes are in the store.
     *
     * @param declaredBytes the size that the platform claimed, {@code null} if none
     * @param sizeBytes the size of what was stored
     * @param sha256 the hash of what was stored
     */
    record Kept(
            MediaId mediaId,
            @Nullable String declaredType,
            @Nullable String fileName,
            @Nullable Long declaredBytes,
            long sizeBytes,
            Sha256 sha256)
            implements StoredAttachment {}

    /**
     * There are no bytes and never will be.
     *
     * @param refusal {@code too-large}, {@code url-not-allowed} or {@code gone}
     */
    record Refused(
            MediaId mediaId,
            @Nullable String declaredType,
            @Nullable String fileName,
            ReasonCode refusal)
            implements StoredAttachment {}
}
