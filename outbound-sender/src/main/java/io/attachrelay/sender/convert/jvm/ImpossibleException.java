package io.attachrelay.sender.convert.jvm;

/** Thrown by a job: this file can't be converted, now or later. */
public final class ImpossibleException extends Exception {

    private static final long serialVersionUID = 1;

    /**
     * @param detail why, for a person
     */
    public ImpossibleException(String detail) {
        super(detail);
    }
}
