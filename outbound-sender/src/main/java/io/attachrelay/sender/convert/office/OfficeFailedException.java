package io.attachrelay.sender.convert.office;

import org.jspecify.annotations.Nullable;

/** A LibreOffice process failed over a document, or by itself; it is of no use any more. */
final class OfficeFailedException extends Exception {

    private static final long serialVersionUID = 1;

    OfficeFailedException(@Nullable Throwable cause) {
        super("LibreOffice failed: " + cause, cause);
    }
}
