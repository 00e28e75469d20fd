package io.attachrelay.validator.inspect.deep.pdf;

import java.io.IOException;

/** A PDF that can't be opened without a password or a certificate. */
final class EncryptedPdfException extends IOException {

    private static final long serialVersionUID = 1;

    EncryptedPdfException(Throwable cause) {
        super("can't be opened without a password", cause);
    }
}
