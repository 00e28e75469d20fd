package io.attachrelay.media.fetch;

import java.io.IOException;

/** A body broke off and can't be gone on with; its bytes so far are of no use. */
final class StartAgainException extends IOException {

    private static final long serialVersionUID = 1;

    /**
     * @param reason without URL or secret
     */
    StartAgainException(String reason) {
        super(reason);
    }
}
