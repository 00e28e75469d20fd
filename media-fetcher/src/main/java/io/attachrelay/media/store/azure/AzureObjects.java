package io.attachrelay.media.store.azure;

import static io.attachrelay.media.store.azure.AzureCall.doing;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.specialized.BlockBlobClient;
import io.attachrelay.media.share.Turns;
import io.attachrelay.media.store.MeteredBody;
import io.attachrelay.media.store.ObjectIdentity;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.PutOutcome;
import io.attachrelay.media.store.StoreException;
import io.attachrelay.media.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;

/** The attachments of an Azure store. */
final class AzureObjects {

    private final BlobContainerClient container;
    private final Clock clock;
    private final Turns hashing = Turns.atProcessors();

    AzureObjects(BlobContainerClient container, Clock clock) {
        this.container = container;
        this.clock = clock;
    }

    Optional<StoredObject> find(ObjectKey key) {
        try {
            return Optional.of(ObjectMetadata.read(key, blob(key).getProperties()));
        } catch (BlobStorageException e) {
            if (AzureErrors.isNotFound(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    PutOutcome put(ObjectKey key, ObjectIdentity identity, InputStream body, long maxBytes)
            throws IOException {
        try (Turns.Part hash = hashing.join(key.tenant())) {
            MeteredBody metered = new MeteredBody(body, maxBytes, hash);
            BlockUpload upload = new BlockUpload(blob(key), Attempt.begin());
            upload.stage(metered);
            if (metered.isTooLarge()) {
                return new PutOutcome.TooLarge(maxBytes);
            }
            StoredObject object = metered.asObject(key, identity, clock.instant());
            return doing("publishing " + key.path(), () -> publish(upload, object));
        }
    }

    private PutOutcome publish(BlockUpload upload, StoredObject object) {
        if (upload.commit(ObjectMetadata.of(object))) {
            return new PutOutcome.Created(object);
        }
        return new PutOutcome.AlreadyThere(
                find(object.key())
                        .orElseThrow(() -> new StoreException("the first object was removed")));
    }

    InputStream open(ObjectKey key, long offset, long length) {
        BlobProperties properties = blob(key).getProperties();
        if (!ObjectMetadata.hasBytes(properties)) {
            throw new StoreException("the object is in quarantine");
        }
        long size = ObjectMetadata.read(key, properties).sizeBytes();
        long from = Math.min(offset, size);
        long to = from + Math.min(length, size - from);
        return new BlobRangeStream(blob(key), properties.getETag(), from, to);
    }

    private BlockBlobClient blob(ObjectKey key) {
        return container.getBlobClient(key.path()).getBlockBlobClient();
    }
}
