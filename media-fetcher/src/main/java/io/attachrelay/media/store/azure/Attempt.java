package io.attachrelay.media.store.azure;

import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.specialized.BlockBlobClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One write of a blob, with a name of its own in the blob's metadata: when an answer is lost, the
 * SDK's second try finds the blob changed by the first, and only this name tells so.
 */
record Attempt(String name) {

    private static final String KEY = "attempt";

    static Attempt begin() {
        return new Attempt(UUID.randomUUID().toString());
    }

    /** The metadata to write. */
    Map<String, String> mark(Map<String, String> metadata) {
        Map<String, String> marked = new HashMap<>(metadata);
        marked.put(KEY, name);
        return marked;
    }

    /** The ETag of {@code blob} if this attempt wrote what it holds. */
    Optional<String> etagIfOwn(BlockBlobClient blob) {
        try {
            var properties = blob.getProperties();
            return Optional.of(properties.getETag())
                    .filter(_ -> name.equals(properties.getMetadata().get(KEY)));
        } catch (BlobStorageException e) {
            if (AzureErrors.isNotFound(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    static BlobRequestConditions ifAbsent() {
        return new BlobRequestConditions().setIfNoneMatch("*");
    }

    static BlobRequestConditions ifAt(String etag) {
        return new BlobRequestConditions().setIfMatch(etag);
    }
}
