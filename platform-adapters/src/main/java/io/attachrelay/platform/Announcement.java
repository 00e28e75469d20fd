package io.attachrelay.platform;

/**
 * Told right before a call goes out: its turn has come, its token is there, and from now on it may
 * have been made. A call that ends before that was surely not made.
 *
 * @param <E> what keeps the call from being made
 */
@FunctionalInterface
public interface Announcement<E extends Exception> {

    /** For calls that need none. */
    Announcement<RuntimeException> NONE = () -> {};

    /**
     * Writes down that the call is about to be made.
     *
     * @throws E or any unchecked exception if it could not; the call then is not made
     */
    void announce() throws E;
}
