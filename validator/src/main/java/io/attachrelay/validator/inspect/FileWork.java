package io.attachrelay.validator.inspect;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a parser does with one file's bytes, so that a box can bound what it costs.
 *
 * @param <R> what comes out
 */
interface FileWork<R> {

    /**
     * Does it, in one of the box's threads.
     *
     * @throws io.attachrelay.media.store.StoreException if the store fails
     * @throws Exception if the file is to blame
     */
    R run() throws Exception;

    /** How long the store has been waited for; any thread may ask. */
    Duration inStore();

    /** Makes every later reading fail; any thread may ask for it. */
    void giveUp();

    /**
     * What comes out if it does not come to its end; any thread may ask.
     *
     * @param why in words
     * @param cause {@code null} if it was given up or never begun
     */
    R brokenOff(String why, @Nullable Throwable cause);
}
