package io.attachrelay.media.fetch;

import java.io.IOException;

/** No token could be had, so the media host was not asked. */
final class NoTokenException extends IOException {

    private static final long serialVersionUID = 1;

    NoTokenException(IOException cause) {
        super("no token", cause);
    }
}
