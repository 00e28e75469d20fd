package io.attachrelay.gateway.link;

import io.attachrelay.media.link.LinkCheck;
import io.attachrelay.media.link.LinkSigner;
import io.attachrelay.media.share.FairShare;
import io.attachrelay.media.share.Place;
import io.attachrelay.media.store.MediaStore;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.media.store.StoreException;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.Verdict;
import io.attachrelay.platform.SafeFileName;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds and reads the files behind temporary links. Only what was accepted is served. No audit
 * entry is written: it would make each read wait for the broker.
 */
public final class SharedFiles {

    /**
     * An eighth of the heap: what a store reads ahead stays there for as long as a reader is slow.
     */
    private static final long HEAP_SHARE = 8;

    /** That of {@link InputStream#transferTo}. */
    private static final long BUFFER_BYTES = 16 << 10;

    /** Readers are done within seconds, unless all of them dawdle. */
    private static final Duration ROOM_WITHIN = Duration.ofSeconds(2);

    private final Optional<LinkSigner> signer;
    private final MediaStore store;
    private final Verdicts verdicts;
    private final FairShare readers;

    /**
     * @param signer empty if links are off: then no link leads anywhere
     * @param store not closed by this
     */
    public SharedFiles(Optional<LinkSigner> signer, ObjectStore store) {
        this(signer, store, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    }

    /**
     * @param limitBytes of heap for all that read at a time
     */
    public SharedFiles(Optional<LinkSigner> signer, ObjectStore store, long limitBytes) {
        this.signer = signer;
        this.store = store;
        this.verdicts = new Verdicts(store);
        this.readers = new FairShare(limitBytes, store.bytesPerRead() + BUFFER_BYTES);
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

    /**
     * A part of the file; the caller closes it.
     *
     * @throws StoreException if the store fails
     * @throws TooManyReadersException if there is no room for one more within 2 s
     */
    public InputStream open(SharedFile file, long offset, long length) {
        ObjectKey key = file.object().key();
        Place place = place(key.tenant());
        try {
            return new PlacedStream(store.open(key, offset, length), place);
        } catch (RuntimeException | Error e) {
            place.close();
            throw e;
        }
    }

    private Place place(String tenant) {
        try {
            return readers.enter(tenant, ROOM_WITHIN).orElseThrow(TooManyReadersException::new);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting to read a shared file");
        }
    }

    /** Gives its place back when it is closed. */
    private static final class PlacedStream extends FilterInputStream {

        private final Place place;

        PlacedStream(InputStream in, Place place) {
            super(in);
            this.place = place;
        }

        @Override
        public void close() throws IOException {
            try (place) {
                super.close();
            }
        }
    }
}
