package io.attachrelay.media.store.azure;

import io.attachrelay.media.store.StoreException;
import java.util.function.Supplier;

/** Calls of the SDK, which throws many kinds of exceptions. */
final class AzureCall {

    private AzureCall() {}

    /**
     * Runs {@code call}; whatever it throws is the store's failure.
     *
     * @param what is done, without secrets
     */
    static <T> T doing(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StoreException(what, e);
        }
    }
}
