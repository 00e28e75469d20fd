package io.attachrelay.media.store;

import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Sha256;
import java.util.Optional;

/**
 * What was decided about bytes, wherever they appear again within their tenant: {@code
 * {tenant}/known/{sha256}} holds the verdict by which they went to quarantine, or that by which an
 * operator let them out. See docs/decisions/0022.
 */
public final class KnownBytes {

    private static final String FOLDER = "known";

    private final JsonSidecars<JudgedAttachment> decisions;

    /**
     * @param store not closed by this
     */
    public KnownBytes(SidecarStore store) {
        this.decisions = new JsonSidecars<>(store, JudgedAttachment.class);
    }

    /**
     * Whether it is the bytes that sent a file to quarantine: under another name, or announced as
     * something else, the same bytes may be harmless.
     */
    public static boolean areToBlame(JudgedAttachment judged) {
        ReasonCode reason = judged.verdict().reasonCode();
        return reason == null || !reason.concernsClaims();
    }

    /** What was decided about bytes. */
    public Optional<JudgedAttachment> of(String tenant, Sha256 bytes) {
        return decisions.read(place(tenant, bytes)).map(JsonSidecars.Versioned::value);
    }

    /** Decides about bytes unless somebody has; returns what stands. */
    public JudgedAttachment settle(String tenant, Sha256 bytes, JudgedAttachment judged) {
        return decisions.settle(place(tenant, bytes), judged);
    }

    /** Decides about bytes whatever was decided before: for an operator. */
    public void overwrite(String tenant, Sha256 bytes, JudgedAttachment judged) {
        decisions.overwrite(place(tenant, bytes), judged);
    }

    private static SidecarKey place(String tenant, Sha256 bytes) {
        return new SidecarKey(tenant + "/" + FOLDER + "/" + bytes.hex());
    }
}
