package io.attachrelay.gateway.intake;

import io.attachrelay.model.MediaId;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Sha256;
import io.attachrelay.model.StoredAttachment;
import org.jspecify.annotations.Nullable;

/**
 * One medium in an answer.
 *
 * @param sizeBytes of what was stored; {@code null} if refused
 * @param sha256 of what was stored; {@code null} if refused
 * @param refusal why it was refused; {@code null} if stored
 */
public record MediaReceipt(
        MediaId mediaId,
        @Nullable Long sizeBytes,
        @Nullable Sha256 sha256,
        @Nullable ReasonCode refusal) {

    static MediaReceipt of(StoredAttachment attachment) {
        return switch (attachment) {
            case StoredAttachment.Kept k ->
                    new MediaReceipt(k.mediaId(), k.sizeBytes(), k.sha256(), null);
            case StoredAttachment.Refused r ->
                    new MediaReceipt(r.mediaId(), null, null, r.refusal());
        };
    }
}
