package io.attachrelay.media.store.azure;

import com.azure.storage.blob.models.BlobProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.attachrelay.media.store.ObjectIdentity;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.StoreException;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.model.Json;
import io.attachrelay.model.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * What is known of an object, in its blob's metadata. Values travel as HTTP headers and must be
 * ASCII, so the identity, which holds the platform's own ids, is encoded.
 */
final class ObjectMetadata {

    private static final String SIZE = "size";
    private static final String SHA256 = "sha256";
    private static final String STORED_AT = "storedat";
    private static final String IDENTITY = "identity";
    private static final String ELSEWHERE = "elsewhere";

    private ObjectMetadata() {}

    static Map<String, String> of(StoredObject object) {
        return Map.of(
                SIZE, Long.toString(object.sizeBytes()),
                SHA256, object.sha256().hex(),
                STORED_AT, object.storedAt().toString(),
                IDENTITY, encode(object.identity()));
    }

    /** The same for an empty blob, in place of an object whose bytes are elsewhere. */
    static Map<String, String> withoutBytes(StoredObject object) {
        Map<String, String> metadata = new HashMap<>(of(object));
        metadata.put(ELSEWHERE, "true");
        return metadata;
    }

    /** Whether the blob holds its object's bytes, and not only their place. */
    static boolean hasBytes(BlobProperties blob) {
        return !blob.getMetadata().containsKey(ELSEWHERE);
    }

    /**
     * The object that the blob of {@code key} holds.
     *
     * @throws StoreException if the blob is none of ours or not whole
     */
    static StoredObject read(ObjectKey key, BlobProperties blob) {
        Map<String, String> metadata = blob.getMetadata();
        String stated = metadata.getOrDefault(SIZE, "");
        String expected = hasBytes(blob) ? stated : "0";
        if (stated.isEmpty() || !Long.toString(blob.getBlobSize()).equals(expected)) {
            throw new StoreException("a blob does not have the size that it states: " + key.path());
        }
        return new StoredObject(
                key,
                decode(metadata.getOrDefault(IDENTITY, "")),
                Long.parseLong(stated),
                new Sha256(metadata.getOrDefault(SHA256, "")),
                Instant.parse(metadata.getOrDefault(STORED_AT, "")));
    }

    private static String encode(ObjectIdentity identity) {
        try {
            return Base64.getUrlEncoder().encodeToString(Json.mapper().writeValueAsBytes(identity));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectIdentity decode(String text) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(text);
            return Json.mapper().readValue(json, ObjectIdentity.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
