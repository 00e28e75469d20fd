package io.attachrelay.validator.dedup.ids;

/** A state on the disk that must not be used. The message goes on from its name. */
final class DistrustedException extends Exception {

    private static final long serialVersionUID = 1;

    DistrustedException(String why) {
        super(why);
    }

    DistrustedException(String why, Throwable cause) {
        super(why, cause);
    }
}
