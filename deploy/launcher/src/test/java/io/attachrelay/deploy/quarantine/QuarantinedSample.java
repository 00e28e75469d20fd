package io.attachrelay.deploy.quarantine;

import io.attachrelay.media.store.ObjectIdentity;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.media.store.QuarantineNotes;
import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.Custody;
import io.attachrelay.model.DedupKey;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.MessageContext;
import io.attachrelay.model.Origin;
import io.attachrelay.model.Platform;
import io.attachrelay.model.Profile;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Sha256;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** A file of the tenant acme, as the validator leaves it in quarantine. */
public final class QuarantinedSample {

    private static final byte[] BYTES = {7, 7, 7};
    public static final Sha256 SHA256 = Sha256.of(BYTES);
    public static final MediaId ID = MediaId.of("acme", Platform.GENESYS, "c", "m", "a");
    public static final ObjectKey KEY = new ObjectKey("acme", ID);
    static final Instant THEN = Instant.parse("2026-11-26T12:00:00Z");

    private QuarantinedSample() {}

    /** Puts it there. */
    public static JudgedAttachment in(ObjectStore store, ReasonCode reason) throws IOException {
        StoredAttachment.Kept kept = kept(store);
        var judged =
                new JudgedAttachment(kept, rejected(reason), List.of(), Custody.QUARANTINE, null);
        new Verdicts(store).settle(KEY, judged);
        var message =
                new MessageContext(
                        "acme",
                        Origin.PLATFORM,
                        Platform.GENESYS,
                        Profile.GENESYS_MEDIA_EVENTS,
                        "e",
                        "m",
                        "c",
                        "web",
                        THEN);
        new QuarantineNotes(store)
                .leave(KEY, new QuarantineNotes.Note(message, new DedupKey("key"), THEN));
        store.quarantine().take(KEY);
        return judged;
    }

    static Verdict rejected(ReasonCode reason) {
        return new Verdict.Rejected("application/x-elf", null, reason, "");
    }

    /** Stores it, without a verdict. */
    static StoredAttachment.Kept kept(ObjectStore store) throws IOException {
        store.put(
                KEY,
                new ObjectIdentity("acme", "genesys", "c", "m", "a"),
                new ByteArrayInputStream(BYTES),
                BYTES.length);
        return new StoredAttachment.Kept(ID, null, null, null, BYTES.length, SHA256);
    }
}
