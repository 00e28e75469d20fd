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
        return reason != ReasonCode.CLAIM_MISMATCH && reason != ReasonCode.MISLEADING_NAME;
    }

    /** What was decided about bytes. */
    public Optional<JudgedAttachment> of(String tenant, Sha256 bytes) {
        return decisions.read(place(tenant, bytes)).map(JsonSidecars.Versioned::value);
    }

    /** Decides about bytes unless somebody has; returns what stands. */
    public JudgedAttachment settle(String tenant, Sha256 bytes, JudgedAttachment judged) {
        if (decisions.create(place(tenant, bytes), judged).isPresent()) {
            return judged;
        }
        return of(tenant, bytes).orElse(judged);
    }

    /** Decides about bytes whatever was decided before: for an operator. */
    public void overwrite(String tenant, Sha256 bytes, JudgedAttachment judged) {
        SidecarKey place = place(tenant, bytes);
        boolean written = false;
        while (!written) {
            var standing = decisions.read(place);
            written =
                    standing.map(v -> decisions.replace(place, judged, v.version()))
                            .orElseGet(() -> decisions.create(place, judged))
                            .isPresent();
        }
    }

    private static SidecarKey place(String tenant, Sha256 bytes) {
        return new SidecarKey(tenant + "/" + FOLDER + "/" + bytes.hex());
    }
}
