package io.attachrelay.media.store;

/**
 * The store could not do what it was asked: down, full or refusing. A fault of ours, never of the
 * platform's.
 */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * @param doing what was tried, without secrets
     */
    public StoreException(String doing, Throwable cause) {
        super("the store failed: " + doing, cause);
    }

    /**
     * @param what is wrong, without secrets
     */
    public StoreException(String what) {
        super("the store failed: " + what);
    }
}
