package io.attachrelay.validator.inspect.scan;

import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.media.store.StoreException;
import io.attachrelay.model.StoredAttachment;
import java.io.IOException;
import java.io.InputStream;

/** Scans stored objects, each content once per set of signatures. */
public final class Antivirus {

    private final Clamd clamd;
    private final ObjectStore store;
    private final ScanMemory memory;

    /**
     * @param store not closed by this
     */
    public Antivirus(Clamd clamd, ObjectStore store) {
        this.clamd = clamd;
        this.store = store;
        this.memory = new ScanMemory(store);
    }

    /**
     * What the antivirus says of an object, now or before. The version is asked first: signatures
     * that are loaded in between can only be newer, and the bytes are scanned once more for them.
     *
     * @throws StoreException if the store fails
     * @throws ScannerException if the antivirus can't be asked
     */
    public ScanResult scan(ObjectKey key, StoredAttachment.Kept kept) throws ScannerException {
        try (ClamdSession session = clamd.open()) {
            var known = memory.of(key.tenant(), kept.sha256(), session.version());
            if (known.isPresent()) {
                return known.get();
            }
            ScanResult result = scan(key, kept.sizeBytes(), session);
            memory.keep(key.tenant(), kept.sha256(), session.version(), result);
            return result;
        }
    }

    private ScanResult scan(ObjectKey key, long size, ClamdSession session)
            throws ScannerException {
        try (InputStream bytes = store.open(key, 0, size)) {
            return session.scan(bytes, size);
        } catch (IOException e) {
            throw new StoreException("reading " + key.path(), e);
        }
    }
}
