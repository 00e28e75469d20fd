package io.attachrelay.platform;

import java.io.IOException;
import java.io.InputStream;

/** Uploads a file to a platform so that a message can name it. */
@FunctionalInterface
public interface MediaUploader {

    /** Uploads; the outcome's value is the platform's id of the file. */
    CallOutcome<String> upload(Upload upload);

    /**
     * A file to upload.
     *
     * @param fileName what the customer shall see; made safe for the wire by the adapter
     * @param mediaType the type that the bytes prove
     * @param sizeBytes exactly as many as {@code content} yields
     * @param content may be opened again for another try
     */
    record Upload(
            String conversationId,
            String fileName,
            String mediaType,
            long sizeBytes,
            Content content) {}

    /** Bytes that can be read more than once. */
    @FunctionalInterface
    interface Content {
        /** A fresh stream from the first byte; the caller closes it. */
        InputStream open() throws IOException;
    }
}
