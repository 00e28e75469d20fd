package io.attachrelay.validator.inspect;

import io.attachrelay.media.store.KnownBytes;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.media.store.QuarantineNotes;
import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.Custody;
import io.attachrelay.model.Finding;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.Sha256;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.StoredEvent;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Sees to it that bytes are where their verdicts say, and that what was decided about them once
 * holds wherever they appear within their tenant. See docs/decisions/0022.
 */
final class Custodian {

    private final ObjectStore store;
    private final Verdicts verdicts;
    private final KnownBytes known;
    private final QuarantineNotes notes;
    private final Clock clock;

    /**
     * @param store not closed by this
     */
    Custodian(ObjectStore store, Clock clock) {
        this.store = store;
        this.verdicts = new Verdicts(store);
        this.known = new KnownBytes(store);
        this.notes = new QuarantineNotes(store);
        this.clock = clock;
    }

    /** The verdict on bytes that were quarantined or released before in this tenant. */
    Optional<JudgedAttachment> known(ObjectKey key, StoredAttachment.Kept kept) {
        return known.of(key.tenant(), kept.sha256()).map(decided -> decidedAlike(kept, decided));
    }

    /** What was noticed of the other file's name and announcement says nothing of this one's. */
    private static JudgedAttachment decidedAlike(
            StoredAttachment.Kept kept, JudgedAttachment decided) {
        List<Finding> ofBytes =
                decided.findings().stream().filter(f -> !f.code().concernsClaims()).toList();
        return new JudgedAttachment(kept, decided.verdict(), ofBytes, decided.custody(), null);
    }

    /**
     * Moves what belongs in quarantine there, its clean copy that is no cleaner as well. It is out
     * of reach already; a repeat finishes what was begun.
     *
     * @param judged the verdict that stands beside the object
     */
    void keep(ObjectKey key, JudgedAttachment judged, StoredEvent event) {
        quarantine(key, judged, event);
        if (judged.custody() == Custody.QUARANTINE) {
            ObjectKey copy = CleanCopies.keyOf(key);
            verdicts.of(copy).ifPresent(other -> quarantine(copy, other, event));
        }
    }

    private void quarantine(ObjectKey key, JudgedAttachment judged, StoredEvent event) {
        Sha256 bytes = judged.attachment().keptSha256();
        if (judged.custody() != Custody.QUARANTINE || bytes == null) {
            return;
        }
        if (KnownBytes.areToBlame(judged)
                && known.settle(key.tenant(), bytes, judged).custody() == Custody.RELEASED) {
            return;
        }
        notes.leave(
                key, new QuarantineNotes.Note(event.message(), event.dedupKey(), clock.instant()));
        store.quarantine().take(key);
    }

    /** Brings bytes back that an operator released under another id. */
    void release(ObjectKey key) {
        store.quarantine().release(key);
    }
}
