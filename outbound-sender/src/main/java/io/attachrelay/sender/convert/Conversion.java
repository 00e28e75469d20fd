package io.attachrelay.sender.convert;

import java.nio.file.Path;

/** What came of a conversion. */
public sealed interface Conversion {

    /**
     * It is made.
     *
     * @param file in the request's folder, at most as large as was asked for
     * @param mediaType the MIME type that was asked for
     */
    record Converted(Path file, String mediaType) implements Conversion {}

    /**
     * This file can't be converted, now or later.
     *
     * @param detail why, for a person: a password, damage, a limit
     */
    record Impossible(String detail) implements Conversion {}

    /**
     * The converter failed for a reason that does not lie in the file; a later try may succeed.
     *
     * @param detail for the log
     */
    record TryAgain(String detail) implements Conversion {}
}
