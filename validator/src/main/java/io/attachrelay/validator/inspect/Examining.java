package io.attachrelay.validator.inspect;

import io.attachrelay.validator.inspect.detect.Content;

/** A way to look at a file's bytes. */
@FunctionalInterface
interface Examining {

    /**
     * Looks at a file.
     *
     * @param progress is told what is found out as soon as it is
     * @throws io.attachrelay.media.store.StoreException if the store fails
     */
    Examination examine(Content content, Progress progress);
}
