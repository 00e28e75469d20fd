package io.attachrelay.media.store.azure;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.SidecarKey;
import io.attachrelay.media.store.SidecarStore.Sidecar;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The small objects of an Azure store: a blob each, whose version is its ETag. */
final class AzureSidecars {

    private final BlobContainerClient container;

    AzureSidecars(BlobContainerClient container) {
        this.container = container;
    }

    Optional<Sidecar> read(SidecarKey key) {
        try {
            var answer = blob(key).downloadContentWithResponse(null, null, null, Context.NONE);
            return Optional.of(
                    new Sidecar(
                            answer.getValue().toBytes(),
                            answer.getDeserializedHeaders().getETag()));
        } catch (BlobStorageException e) {
            if (AzureErrors.isNotFound(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    Optional<String> create(SidecarKey key, byte[] content) {
        return write(key, content, Attempt.ifAbsent());
    }

    Optional<String> replace(SidecarKey key, byte[] content, String version) {
        return write(key, content, Attempt.ifAt(version));
    }

    boolean delete(SidecarKey key, String version) {
        try {
            blob(key).deleteWithResponse(null, Attempt.ifAt(version), null, Context.NONE);
            return true;
        } catch (BlobStorageException e) {
            if (AzureErrors.isConditionNotMet(e)) {
                return false;
            }
            throw e;
        }
    }

    List<SidecarKey> list(String prefix) {
        return container.listBlobs(new ListBlobsOptions().setPrefix(prefix), null).stream()
                .map(BlobItem::getName)
                .filter(path -> !ObjectKey.isObjectPath(path))
                .sorted()
                .map(SidecarKey::new)
                .toList();
    }

    private Optional<String> write(
            SidecarKey key, byte[] content, BlobRequestConditions conditions) {
        Attempt attempt = Attempt.begin();
        BlockBlobSimpleUploadOptions upload =
                new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(content))
                        .setMetadata(attempt.mark(Map.of()))
                        .setRequestConditions(conditions);
        try {
            var answer = blob(key).uploadWithResponse(upload, null, Context.NONE);
            return Optional.of(answer.getValue().getETag());
        } catch (BlobStorageException e) {
            if (AzureErrors.isConditionNotMet(e)) {
                return attempt.etagIfOwn(blob(key));
            }
            throw e;
        }
    }

    private BlockBlobClient blob(SidecarKey key) {
        return container.getBlobClient(key.path()).getBlockBlobClient();
    }
}
