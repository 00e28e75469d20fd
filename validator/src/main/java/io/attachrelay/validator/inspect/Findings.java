package io.attachrelay.validator.inspect;

import io.attachrelay.model.StoredAttachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the platform claimed and the bytes belie. It decides nothing. */
final class Findings {

    private static final String UNSTATED = "application/octet-stream";

    private final InspectionPolicy policy;

    Findings(InspectionPolicy policy) {
        this.policy = policy;
    }

    /**
     * @param detected the canonical type; {@code null} if it is not known
     */
    List<String> of(StoredAttachment.Kept attachment, @Nullable String detected) {
        List<String> findings = new ArrayList<>();
        if (detected != null && belies(attachment.declaredType(), detected)) {
            findings.add("type-mismatch");
        }
        if (attachment.declaredBytes() != null
                && attachment.declaredBytes() != attachment.sizeBytes()) {
            findings.add("size-mismatch");
        }
        if (detected != null && beliesName(attachment.fileName(), detected)) {
            findings.add("extension-mismatch");
        }
        return findings;
    }

    private boolean belies(@Nullable String declared, String detected) {
        if (declared == null || declared.isBlank()) {
            return false;
        }
        String claimed = policy.canonical(declared);
        return !claimed.equals(UNSTATED) && !claimed.equals(detected);
    }

    private boolean beliesName(@Nullable String name, String detected) {
        int dot = name == null ? -1 : name.lastIndexOf('.');
        if (name == null || dot < 0) {
            return false;
        }
        String extension = name.substring(dot + 1).strip().toLowerCase(Locale.ROOT);
        Set<String> usual = policy.extensions(detected);
        return usual.isEmpty() ? policy.knowsExtension(extension) : !usual.contains(extension);
    }
}
