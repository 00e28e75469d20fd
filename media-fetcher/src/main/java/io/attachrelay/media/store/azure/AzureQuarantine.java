package io.attachrelay.media.store.azure;

import static io.attachrelay.media.store.azure.AzureCall.doing;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import io.attachrelay.media.share.Turns;
import io.attachrelay.media.store.MeteredBody;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.Quarantine;
import io.attachrelay.media.store.QuarantinePath;
import io.attachrelay.media.store.StoreException;
import io.attachrelay.media.store.StoredObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The quarantine of an Azure store: a second blob, copied and compared by its SHA-256, then an
 * empty blob in place of the first. What replaces an object's own blob does so only at the version
 * that was looked at.
 */
final class AzureQuarantine implements Quarantine {

    private final BlobContainerClient container;
    private final Turns hashing = Turns.atProcessors();

    AzureQuarantine(BlobContainerClient container) {
        this.container = container;
    }

    @Override
    public Place placeOf(ObjectKey key) {
        return doing("looking at " + key.path(), () -> look(key));
    }

    @Override
    public Place take(ObjectKey key) {
        return doing(
                "quarantining " + key.path(),
                () -> {
                    Optional<BlobProperties> own = properties(own(key));
                    if (own.isPresent() && ObjectMetadata.hasBytes(own.get())) {
                        hide(key, own.get());
                    }
                    return look(key);
                });
    }

    @Override
    public Place release(ObjectKey key) {
        return doing(
                "releasing " + key.path(),
                () -> {
                    Optional<BlobProperties> own = properties(own(key));
                    if (own.isPresent() && !ObjectMetadata.hasBytes(own.get())) {
                        show(key, own.get());
                    }
                    if (look(key) == Place.STORE) {
                        hidden(key).deleteIfExists();
                    }
                    return look(key);
                });
    }

    @Override
    public Place delete(ObjectKey key) {
        return doing(
                "deleting " + key.path(),
                () -> {
                    if (look(key) == Place.QUARANTINE) {
                        hidden(key).deleteIfExists();
                    }
                    return look(key);
                });
    }

    @Override
    public List<ObjectKey> list(String tenant) {
        var options = new ListBlobsOptions().setPrefix(QuarantinePath.prefix(tenant));
        List<String> paths =
                doing(
                        "listing quarantine",
                        () ->
                                container.listBlobs(options, null).stream()
                                        .map(BlobItem::getName)
                                        .toList());
        return QuarantinePath.keys(tenant, paths).stream()
                .filter(key -> placeOf(key) == Place.QUARANTINE)
                .toList();
    }

    private Place look(ObjectKey key) {
        Optional<BlobProperties> own = properties(own(key));
        if (own.isEmpty()) {
            return Place.ABSENT;
        }
        if (ObjectMetadata.hasBytes(own.get())) {
            return Place.STORE;
        }
        return properties(hidden(key)).isPresent() ? Place.QUARANTINE : Place.DELETED;
    }

    private void hide(ObjectKey key, BlobProperties own) {
        StoredObject object = ObjectMetadata.read(key, own);
        copy(object, own(key), own.getETag(), hidden(key), Attempt.ifAbsent());
        requireCopy(object);
        emptied(object, own.getETag());
    }

    private void show(ObjectKey key, BlobProperties own) {
        BlockBlobClient hidden = hidden(key);
        StoredObject object = ObjectMetadata.read(key, own);
        properties(hidden)
                .ifPresent(there ->
                        copy(
                                object,
                                hidden,
                                there.getETag(),
                                own(key),
                                Attempt.ifAt(own.getETag())));
    }

    /**
     * Copies all bytes; nothing is made of others than the object's. Where another process moved
     * them meanwhile nothing is copied, and the next look tells.
     */
    private void copy(
            StoredObject object,
            BlockBlobClient from,
            String etag,
            BlockBlobClient to,
            BlobRequestConditions conditions) {
        long size = object.sizeBytes();
        BlockUpload upload = new BlockUpload(to, Attempt.begin());
        StoredObject copied;
        try (Turns.Part hash = hashing.join(object.key().tenant())) {
            var body = new MeteredBody(new BlobRangeStream(from, etag, 0, size), size, hash);
            upload.stage(body);
            copied = body.asObject(object.key(), object.identity(), object.storedAt());
        } catch (IOException e) {
            if (!isAt(from, etag)) {
                return;
            }
            throw new StoreException("copying " + object.key().path(), e);
        }
        if (!copied.equals(object)) {
            throw new StoreException("a blob does not have the bytes that it states");
        }
        upload.commit(ObjectMetadata.of(object), conditions);
    }

    /** The bytes are given up only for a copy that is seen; it may be an earlier call's. */
    private void requireCopy(StoredObject object) {
        boolean same =
                properties(hidden(object.key()))
                        .map(p -> ObjectMetadata.read(object.key(), p))
                        .filter(object::equals)
                        .isPresent();
        if (!same) {
            throw new StoreException("quarantine does not hold a copy of " + object.key().path());
        }
    }

    private void emptied(StoredObject object, String etag) {
        var upload =
                new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(new byte[0]))
                        .setMetadata(Attempt.begin().mark(ObjectMetadata.withoutBytes(object)))
                        .setRequestConditions(Attempt.ifAt(etag));
        try {
            own(object.key()).uploadWithResponse(upload, null, Context.NONE);
        } catch (BlobStorageException e) {
            // An answer that was lost, or another process: the next look tells.
            if (!AzureErrors.isConditionNotMet(e)) {
                throw e;
            }
        }
    }

    private static boolean isAt(BlockBlobClient blob, String etag) {
        return properties(blob).map(BlobProperties::getETag).filter(etag::equals).isPresent();
    }

    private static Optional<BlobProperties> properties(BlockBlobClient blob) {
        try {
            return Optional.of(blob.getProperties());
        } catch (BlobStorageException e) {
            if (AzureErrors.isNotFound(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private BlockBlobClient own(ObjectKey key) {
        return container.getBlobClient(key.path()).getBlockBlobClient();
    }

    private BlockBlobClient hidden(ObjectKey key) {
        return container.getBlobClient(QuarantinePath.of(key)).getBlockBlobClient();
    }
}
