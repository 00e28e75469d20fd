package io.attachrelay.media.store.azure;

import static io.attachrelay.media.store.azure.AzureCall.doing;

import com.azure.storage.blob.BlobContainerClient;
import io.attachrelay.media.store.ObjectIdentity;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.media.store.PutOutcome;
import io.attachrelay.media.store.Quarantine;
import io.attachrelay.media.store.SidecarKey;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.settings.StoreSettings;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * A store in a container of Azure Blob Storage. Each object and each small object is one blob at
 * the path of its key.
 */
public final class AzureStore implements ObjectStore {

    private final BlobContainerClient container;
    private final AzureObjects objects;
    private final AzureSidecars sidecars;
    private final AzureQuarantine quarantine;

    /**
     * @param settings whose container is made if it is missing
     * @param clock tells when an object was stored
     * @throws io.attachrelay.media.store.StoreException if the service can't be reached
     * @throws IllegalArgumentException if the connection string or service version is not one
     */
    public AzureStore(StoreSettings.Azure settings, Clock clock) {
        this.container = AzureContainers.client(settings);
        this.objects = new AzureObjects(container, clock);
        this.sidecars = new AzureSidecars(container);
        this.quarantine = new AzureQuarantine(container);
        doing("making its container", () -> container.exists() || container.createIfNotExists());
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
        return BlockUpload.BYTES_PER_PUT;
    }

    @Override
    public long bytesPerRead() {
        return BlobRangeStream.PIECE_BYTES;
    }

    @Override
    public InputStream open(ObjectKey key, long offset, long length) {
        return doing("opening " + key.path(), () -> objects.open(key, offset, length));
    }

    @Override
    public Optional<Sidecar> read(SidecarKey key) {
        return doing("reading " + key.path(), () -> sidecars.read(key));
    }

    @Override
    public Optional<String> create(SidecarKey key, byte[] content) {
        return doing("creating " + key.path(), () -> sidecars.create(key, content));
    }

    @Override
    public Optional<String> replace(SidecarKey key, byte[] content, String version) {
        return doing("replacing " + key.path(), () -> sidecars.replace(key, content, version));
    }

    /**
     * {@inheritDoc}
     *
     * <p>If an answer of the service is lost and the try after it finds the object gone, this
     * answers {@code false}.
     */
    @Override
    public boolean delete(SidecarKey key, String version) {
        return doing("deleting " + key.path(), () -> sidecars.delete(key, version));
    }

    @Override
    public List<SidecarKey> list(String prefix) {
        return doing("listing " + prefix, () -> sidecars.list(prefix));
    }

    @Override
    public Quarantine quarantine() {
        return quarantine;
    }

    /** Whether the container is there and answers now. */
    @Override
    public boolean isReachable() {
        try {
            return container.exists();
        } catch (RuntimeException _) {
            return false;
        }
    }

    /** Does nothing: the SDK's client has no end of its own. */
    @Override
    public void close() {}
}
