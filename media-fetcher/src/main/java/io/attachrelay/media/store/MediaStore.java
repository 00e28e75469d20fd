package io.attachrelay.media.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Attachments: written once, whole or not at all, never changed. Safe for all threads and many
 * processes.
 */
public interface MediaStore {

    /**
     * What is known of an object; also of one whose bytes are in quarantine or were deleted there.
     *
     * @return empty if it is not there whole
     * @throws StoreException if the store can't tell
     */
    Optional<StoredObject> find(ObjectKey key);

    /**
     * Reads {@code body} to its end and makes it the object, unless another put comes first. Size
     * and SHA-256 are computed while reading; memory is constant. When this returns, the object
     * survives a crash of the process.
     *
     * @param body not closed by this
     * @param maxBytes a body of exactly this size passes; reading stops right above it
     * @throws IOException if {@code body} fails; nothing is stored
     * @throws StoreException if the store fails; nothing is stored
     */
    PutOutcome put(ObjectKey key, ObjectIdentity identity, InputStream body, long maxBytes)
            throws IOException;

    /**
     * The heap in bytes that one file under way holds at most, whatever its size: {@link #put} with
     * its buffers and copies, and the connection that the body comes by.
     */
    long bytesPerPut();

    /** The heap in bytes that one stream of {@link #open} holds: what is read ahead. */
    long bytesPerRead();

    /**
     * A range of an object's bytes; the caller closes it.
     *
     * @param offset first byte, from 0
     * @param length how many at most; the stream ends earlier where the object does
     * @throws StoreException if the object is not there or in quarantine, or the store fails
     */
    InputStream open(ObjectKey key, long offset, long length);
}
