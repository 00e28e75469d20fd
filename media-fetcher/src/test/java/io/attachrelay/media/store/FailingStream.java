package io.attachrelay.media.store;

import java.io.IOException;
import java.io.InputStream;

/** A body whose connection breaks. */
final class FailingStream extends InputStream {

    private final String message;

    FailingStream(String message) {
        this.message = message;
    }

    @Override
    public int read() throws IOException {
        throw new IOException(message);
    }
}
