package io.attachrelay.platform.webhook;

/** A webhook's body lacks something that is needed; the message names the field, never a value. */
public final class MalformedEventException extends Exception {

    private static final long serialVersionUID = 1;

    private final String complaint;

    MalformedEventException(String complaint) {
        super(complaint, null, false, false); // no stack trace: anyone can send such bodies
        this.complaint = complaint;
    }

    /** What is wrong, for the caller. */
    String complaint() {
        return complaint;
    }
}
