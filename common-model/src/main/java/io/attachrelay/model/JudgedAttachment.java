package io.attachrelay.model;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.List;

/**
 * An attachment and its verdict: an element of {@code media.verdict.v1}, and what stands beside the
 * object. On the wire both are one flat object, see {@link JudgedAttachmentWire}.
 *
 * @param attachment as the gateway stored or refused it
 * @param verdict what the inspection found
 * @param findings what was noticed but decides nothing, such as {@code type-mismatch}
 */
@JsonSerialize(converter = JudgedAttachmentWire.FromModel.class)
@JsonDeserialize(converter = JudgedAttachmentWire.ToModel.class)
public record JudgedAttachment(
        StoredAttachment attachment, Verdict verdict, List<String> findings) {

    public JudgedAttachment {
        findings = List.copyOf(findings);
    }
}
