package io.attachrelay.media.fetch;

import java.net.UnknownHostException;

/** A host has no address that may be connected to. */
final class AddressRefusedException extends UnknownHostException {

    private static final long serialVersionUID = 1;

    AddressRefusedException() {
        super("the address is not allowed");
    }

    /** Whether a call failed for this, at whatever depth the client wrapped it. */
    static boolean isCauseOf(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof AddressRefusedException) {
                return true;
            }
        }
        return false;
    }
}
