package io.attachrelay.topic;

/** A record that can never be processed, however often it is tried: it goes to the dead letters. */
public final class PoisonRecordException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * @param complaint what is wrong with the record, without its content
     */
    public PoisonRecordException(String complaint) {
        super(complaint);
    }

    /**
     * @param complaint what is wrong with the record, without its content
     */
    public PoisonRecordException(String complaint, Throwable cause) {
        super(complaint, cause);
    }
}
