package io.attachrelay.router.attributes;

import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MediaFacts;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.Verdict;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An attachment in its message: what a condition looks at. What is not known is {@code null}.
 *
 * @param channel of the message, in lower case
 * @param count of the message's attachments
 */
record Subject(JudgedAttachment judged, String channel, int count) {

    Verdict verdict() {
        return judged.verdict();
    }

    @Nullable MediaKind kind() {
        return switch (verdict()) {
            case Verdict.Accepted(_, var kind, _) -> kind;
            case Verdict.Rejected(_, var kind, _, _) -> kind;
            case Verdict.Unreadable _, Verdict.Refused _ -> null;
        };
    }

    /** Only what was accepted was measured. */
    MediaFacts facts() {
        return verdict() instanceof Verdict.Accepted(_, _, var facts) ? facts : MediaFacts.NONE;
    }

    @Nullable Long sizeBytes() {
        return judged.attachment() instanceof StoredAttachment.Kept kept ? kept.sizeBytes() : null;
    }

    /** Of the name that the platform claimed, in lower case; a name proves nothing. */
    @Nullable String extension() {
        String name = judged.attachment().fileName();
        int dot = name == null ? -1 : name.lastIndexOf('.');
        return name == null || dot < 0 || dot == name.length() - 1
                ? null
                : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
