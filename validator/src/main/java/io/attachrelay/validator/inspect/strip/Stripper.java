package io.attachrelay.validator.inspect.strip;

import io.attachrelay.model.FindingCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * Takes something out of files of some types. The same original always gives the same copy, byte
 * for byte: it is made again when the first try was cut short. Called by many threads.
 */
public interface Stripper {

    /** What it takes out. */
    Set<FindingCode> strips();

    /** Whether it knows files of this canonical type. */
    boolean appliesTo(String type);

    /**
     * The bytes of the copy; the caller closes them. What this and reading them costs is bounded by
     * the caller: who takes too much makes no copy.
     *
     * @param type canonical, one that it applies to
     * @throws IOException if the original can't be followed
     * @throws io.attachrelay.media.store.StoreException if the store fails
     */
    InputStream strip(String type, Original original) throws IOException;

    /** The file to be copied; what it opens is closed by whoever asked. */
    interface Original {

        /** In bytes. */
        long size();

        /** A range of its bytes, shorter where it ends. */
        InputStream open(long offset, long length);
    }
}
