package io.attachrelay.gateway.intake;

import java.io.IOException;

/** A caller sends its body more slowly than it may. */
public final class TooSlowException extends IOException {

    private static final long serialVersionUID = 1;

    public TooSlowException() {
        super("the body came too slowly");
    }
}
