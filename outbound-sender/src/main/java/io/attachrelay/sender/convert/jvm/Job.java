package io.attachrelay.sender.convert.jvm;

import io.attachrelay.sender.convert.ConversionRequest;
import java.io.IOException;
import java.nio.file.Path;

/** What a process does for one file. */
@FunctionalInterface
public interface Job {

    /**
     * Makes the outcome.
     *
     * @param outcome does not exist yet; at most as large as the request says
     * @throws ImpossibleException if that can't be done
     * @throws IOException if the source is damaged
     * @throws RuntimeException the same: parsers throw all kinds at damaged files
     * @throws java.io.UncheckedIOException if the outcome can't be written
     */
    void make(ConversionRequest request, Path outcome) throws ImpossibleException, IOException;
}
