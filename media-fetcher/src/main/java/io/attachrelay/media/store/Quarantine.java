package io.attachrelay.media.store;

import java.util.List;

/**
 * Where objects are kept that nobody reads: the same keys, in a place of their own. An object's own
 * place stays taken while its bytes are there and after they are deleted, so that it is found, not
 * opened, and never stored a second time. Each call can be repeated after a crash at any point, and
 * the bytes are in at least one of both places until they are deleted. Every method throws {@link
 * StoreException} if the store fails. See docs/decisions/0022.
 */
public interface Quarantine {

    /** Where an object's bytes are now. */
    enum Place {
        /** Nowhere: there is no such object. */
        ABSENT,
        STORE,
        QUARANTINE,
        /** Nowhere any more: they were deleted from quarantine. */
        DELETED
    }

    /** Where an object's bytes are. */
    Place placeOf(ObjectKey key);

    /**
     * Moves an object's bytes into quarantine, if they are in the store.
     *
     * @return where they are now
     */
    Place take(ObjectKey key);

    /**
     * Moves an object's bytes back into the store, if they are in quarantine.
     *
     * @return where they are now
     */
    Place release(ObjectKey key);

    /**
     * Deletes an object's bytes for good, if they are in quarantine; those in the store stay.
     *
     * @return where they are now
     */
    Place delete(ObjectKey key);

    /** The objects of a tenant whose bytes are in quarantine, sorted by key. */
    List<ObjectKey> list(String tenant);
}
