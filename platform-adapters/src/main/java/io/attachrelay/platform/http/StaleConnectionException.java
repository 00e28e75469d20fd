package io.attachrelay.platform.http;

import java.io.IOException;

/** The server had closed the kept connection that a call was to use; nothing was sent on it. */
final class StaleConnectionException extends IOException {

    private static final long serialVersionUID = 1;

    StaleConnectionException() {
        super("the server closed a kept connection");
    }
}
