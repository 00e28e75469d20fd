package io.attachrelay.media.store;

import java.util.List;
import java.util.Optional;

/**
 * Small objects that change by compare-and-set: claims, verdicts, markers. Each call is atomic and
 * durable when it returns. Every method throws {@link StoreException} if the store fails. Safe for
 * all threads and many processes.
 */
public interface SidecarStore {

    /** The object, if it is there. */
    Optional<Sidecar> read(SidecarKey key);

    /**
     * Creates the object.
     *
     * @return its version, or empty if there was one already
     */
    Optional<String> create(SidecarKey key, byte[] content);

    /**
     * Replaces the object if it still has that version.
     *
     * @return the new version, or empty if it was changed or removed meanwhile
     */
    Optional<String> replace(SidecarKey key, byte[] content, String version);

    /** Removes the object if it still has that version; whether it did. */
    boolean delete(SidecarKey key, String version);

    /**
     * All keys whose path begins with {@code prefix}, which names at least a folder ({@code
     * tenant/...}), sorted.
     */
    List<SidecarKey> list(String prefix);

    /**
     * The same small objects, changed as atomically but perhaps not durably: for those whose loss
     * in a power cut costs no more than work. What a power cut left of one may read as any content.
     */
    default SidecarStore fleeting() {
        return this;
    }

    /**
     * A small object as it was read.
     *
     * @param content at most a few kilobytes; not copied, not to be changed
     * @param version opaque; changes with each write
     */
    record Sidecar(byte[] content, String version) {}
}
