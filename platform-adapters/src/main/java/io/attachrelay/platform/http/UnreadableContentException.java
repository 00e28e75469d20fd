package io.attachrelay.platform.http;

import java.io.IOException;

/** Our own side of an upload failed: the file's bytes could not be read. */
final class UnreadableContentException extends IOException {

    private static final long serialVersionUID = 1;

    UnreadableContentException(IOException cause) {
        super("the file to upload can't be read", cause);
    }
}
