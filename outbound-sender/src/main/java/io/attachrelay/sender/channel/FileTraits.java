package io.attachrelay.sender.channel;

import io.attachrelay.model.MediaKind;
import io.attachrelay.model.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a decision needs to know of a file.
 *
 * @param type the MIME type that its bytes prove
 * @param codec of audio or video; {@code null} if not known
 */
public record FileTraits(MediaKind kind, String type, @Nullable String codec, long sizeBytes) {

    /** Those of an accepted file. */
    public static FileTraits of(Verdict.Accepted accepted, long sizeBytes) {
        return new FileTraits(
                accepted.kind(), accepted.detectedType(), accepted.facts().codec(), sizeBytes);
    }
}
