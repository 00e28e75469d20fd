package io.attachrelay.validator.inspect.detect;

/** A file that can't be understood within what a file may cost: bytes, memory, objects. */
public class TooCostlyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * @param message which bound was reached
     */
    public TooCostlyException(String message) {
        super(message);
    }
}
