package io.attachrelay.media.store;

/** A store: attachments and what stands beside them. Closed by whoever opened it. */
public interface ObjectStore extends MediaStore, SidecarStore, AutoCloseable {

    /** The objects that nobody may read. */
    Quarantine quarantine();

    /** Whether the store answers now; throws nothing. For readiness. */
    boolean isReachable();

    @Override
    void close();
}
