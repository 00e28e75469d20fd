package io.attachrelay.gateway.link;

import io.attachrelay.media.link.LinkCheck;
import io.attachrelay.media.link.LinkSigner;
import io.attachrelay.media.store.MediaStore;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.Verdict;
import io.attachrelay.platform.SafeFileName;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds and reads the files behind temporary links. Only what was accepted is served. No audit
 * entry is written: it would make each read wait for the broker.
 */
public final class SharedFiles {

    private final Optional<LinkSigner> signer;
    private final MediaStore store;
    private final Verdicts verdicts;

    /**
     * @param signer empty if links are off: then no link leads anywhere
     * @param store not closed by this
     */
    public SharedFiles(Optional<LinkSigner> signer, ObjectStore store) {
        this.signer = signer;
        this.store = store;
        this.verdicts = new Verdicts(store);
    }

    /** What the link with that token leads to; any text may come. */
    public LinkLookup find(String token) {
        return signer.map(s -> find(s.check(token))).orElseGet(LinkLookup.Absent::new);
    }

    private LinkLookup find(LinkCheck link) {
        return switch (link) {
            case LinkCheck.Valid(var key, _) ->
                    accepted(key)
                            .<LinkLookup>map(LinkLookup.Found::new)
                            .orElseGet(LinkLookup.Absent::new);
            case LinkCheck.Expired _ -> new LinkLookup.Expired();
            case LinkCheck.Forged _ -> new LinkLookup.Absent();
        };
    }

    private Optional<SharedFile> accepted(ObjectKey key) {
        return verdicts.ofUsed(key)
                .flatMap(judged -> {
                    var used = new ObjectKey(key.tenant(), judged.attachment().mediaId());
                    return store.find(used).flatMap(object -> file(object, judged));
                });
    }

    private static Optional<SharedFile> file(StoredObject object, JudgedAttachment judged) {
        if (!(judged.verdict() instanceof Verdict.Accepted(var type, _, _))) {
            return Optional.empty();
        }
        String claimed = Objects.requireNonNullElse(judged.attachment().fileName(), "");
        return Optional.of(new SharedFile(object, type, SafeFileName.of(claimed, type)));
    }

    /** A part of the file; the caller closes it. */
    public InputStream open(SharedFile file, long offset, long length) {
        return store.open(file.object().key(), offset, length);
    }
}
