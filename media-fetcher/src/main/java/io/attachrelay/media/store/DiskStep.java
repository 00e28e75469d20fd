package io.attachrelay.media.store;

import java.io.IOException;

/** A step that fails as the disk does. */
@FunctionalInterface
interface DiskStep<T> {

    T run() throws IOException;

    /**
     * Runs {@code step}; its failure is the store's.
     *
     * @param what is done, without secrets
     */
    static <T> T doing(String what, DiskStep<T> step) {
        try {
            return step.run();
        } catch (IOException e) {
            throw new StoreException(what, e);
        }
    }
}
