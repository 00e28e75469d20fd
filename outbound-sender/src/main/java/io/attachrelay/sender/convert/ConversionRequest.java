package io.attachrelay.sender.convert;

import java.nio.file.Path;

/**
 * A file to be converted.
 *
 * @param source on the local disk; not changed
 * @param sourceType the MIME type that its bytes proved
 * @param targetType the MIME type to make
 * @param mostBytes what the outcome may have at most, above zero; reached by a smaller or coarser
 *     form where the target's kind allows that
 * @param folder empty, the request's own, for the outcome and all temporary files; the caller
 *     deletes it
 */
public record ConversionRequest(
        Path source, String sourceType, String targetType, long mostBytes, Path folder) {}
