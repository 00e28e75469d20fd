package io.attachrelay.model;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attachment and its verdict: an element of {@code media.verdict.v1}, and what stands beside the
 * object. On the wire both are one flat object, see {@link JudgedAttachmentWire}.
 *
 * @param attachment as the gateway stored or refused it
 * @param verdict what the inspection found
 * @param findings what was noticed, one of each code; the verdict says what it led to
 * @param custody where the bytes belong from now on
 * @param cleanCopy the copy without what had to go, to be used in place of this attachment; {@code
 *     null} if this one itself is used, or none is
 */
@JsonSerialize(converter = JudgedAttachmentWire.FromModel.class)
@JsonDeserialize(converter = JudgedAttachmentWire.ToModel.class)
public record JudgedAttachment(
        StoredAttachment attachment,
        Verdict verdict,
        List<Finding> findings,
        Custody custody,
        @Nullable MediaId cleanCopy) {

    public JudgedAttachment {
        findings = Finding.firstOfEach(findings);
        if (cleanCopy != null && !(verdict instanceof Verdict.Accepted)) {
            throw new IllegalArgumentException("a clean copy of what is " + verdict.word());
        }
    }

    /** One that stays where it is and is used, if it is, as it is. */
    public JudgedAttachment(StoredAttachment attachment, Verdict verdict, List<Finding> findings) {
        this(attachment, verdict, findings, Custody.STORE, null);
    }

    /** The id under which the bytes lie that are used: the clean copy's, else its own. */
    public MediaId usedId() {
        return cleanCopy == null ? attachment.mediaId() : cleanCopy;
    }
}
