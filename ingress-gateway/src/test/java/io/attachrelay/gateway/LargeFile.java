package io.attachrelay.gateway;

import io.attachrelay.media.store.ObjectIdentity;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.PutOutcome;
import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MediaFacts;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.Platform;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A file that fits into no socket's buffers, with a link to it. */
final class LargeFile {

    private static final int SIZE = 8 << 20;

    private LargeFile() {}

    /** Puts it into the store; the link's path. */
    static String link(Installation relay) throws IOException {
        var id = MediaId.of("acme", Platform.CXONE, "conv-1", "large", "1");
        var key = new ObjectKey("acme", id);
        var identity = new ObjectIdentity("acme", "cxone", "conv-1", "large", "1");
        var put = relay.store.put(key, identity, new ByteArrayInputStream(new byte[SIZE]), SIZE);
        var object = ((PutOutcome.Created) put).object();
        var kept =
                new StoredAttachment.Kept(
                        id, null, "large.png", null, object.sizeBytes(), object.sha256());
        var accepted = new Verdict.Accepted("image/png", MediaKind.IMAGE, MediaFacts.NONE);
        new Verdicts(relay.store).settle(key, new JudgedAttachment(kept, accepted, List.of()));
        var expiry = relay.clock.instant().plus(Duration.ofHours(1));
        return "/m/" + relay.links.sign(key, expiry);
    }
}
