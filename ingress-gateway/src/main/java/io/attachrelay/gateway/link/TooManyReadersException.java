package io.attachrelay.gateway.link;

/** There is no memory to read one more shared file now. */
public final class TooManyReadersException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooManyReadersException() {
        super("too many read shared files now");
    }
}
