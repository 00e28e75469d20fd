package io.attachrelay.media.store;

import static io.attachrelay.media.store.DiskStep.doing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A store in one folder of one machine, shared by any number of its processes. Each object and each
 * small object is one file at the path of its key; it is written elsewhere in the folder, forced to
 * disk and then linked or renamed into place, so that no crash leaves anything half visible.
 */
public final class DiskStore implements ObjectStore {

    private final Clock clock;
    private final DiskFiles files;
    private final DiskObjects objects;
    private final DiskSidecars sidecars;
    private final DiskSidecars fleeting;
    private final DiskQuarantine quarantine;

    /**
     * @param root made if missing; if it vanishes later, as an unmounted disk does, nothing makes
     *     it again and every call fails
     * @param clock tells when an object was stored
     * @throws StoreException if the folder can't be made
     */
    public DiskStore(Path root, Clock clock) {
        this.clock = clock;
        this.files = doing("making its folder", () -> DiskFiles.under(root));
        this.objects = new DiskObjects(files, clock);
        this.sidecars = new DiskSidecars(files, true);
        this.fleeting = new DiskSidecars(files, false);
        this.quarantine = new DiskQuarantine(files);
    }

    @Override
    public Optional<StoredObject> find(ObjectKey key) {
        return doing("finding " + key.path(), () -> objects.find(key));
    }

    @Override
    public PutOutcome put(ObjectKey key, ObjectIdentity identity, InputStream body, long maxBytes)
            throws IOException {
        return objects.put(key, identity, body, maxBytes);
    }

    @Override
    public long bytesPerPut() {
        return DiskObjects.BYTES_PER_PUT;
    }

    @Override
    public long bytesPerRead() {
        return 0;
    }

    @Override
    public InputStream open(ObjectKey key, long offset, long length) {
        return doing("opening " + key.path(), () -> objects.open(key, offset, length));
    }

    @Override
    public Optional<Sidecar> read(SidecarKey key) {
        return sidecars.read(key);
    }

    @Override
    public Optional<String> create(SidecarKey key, byte[] content) {
        return sidecars.create(key, content);
    }

    @Override
    public Optional<String> replace(SidecarKey key, byte[] content, String version) {
        return sidecars.replace(key, content, version);
    }

    @Override
    public boolean delete(SidecarKey key, String version) {
        return sidecars.delete(key, version);
    }

    @Override
    public List<SidecarKey> list(String prefix) {
        return sidecars.list(prefix);
    }

    @Override
    public SidecarStore fleeting() {
        return fleeting;
    }

    @Override
    public Quarantine quarantine() {
        return quarantine;
    }

    /**
     * Deletes what crashed writers left behind. No such file was ever visible; a writer that is
     * still at work on one fails and leaves nothing.
     *
     * @param olderThan since its last write; longer than any upload pauses
     * @return how many were deleted
     * @throws StoreException if the folder can't be read
     */
    public int removeOrphans(Duration olderThan) {
        Instant time = clock.instant().minus(olderThan);
        return doing("removing orphans", () -> files.removeOrphans(time));
    }

    /** Whether a file can be made in the folder now. */
    @Override
    public boolean isReachable() {
        try (TempFile _ = files.newTemp()) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Does nothing: no file stays open between calls. */
    @Override
    public void close() {}
}
