package io.attachrelay.deploy.launcher;

/**
 * What the doctor found about one thing.
 *
 * @param missing whether it is not there; it need not be, something else is done then
 */
record Finding(String subject, boolean healthy, boolean missing, String detail) {

    /** About what is there, or has to be. */
    Finding(String subject, boolean healthy, String detail) {
        this(subject, healthy, false, detail);
    }

    /** About what need not be there and is not. */
    static Finding missing(String subject, String detail) {
        return new Finding(subject, true, true, detail);
    }

    /** The finding in a word. */
    String word() {
        if (missing) {
            return "missing";
        }
        return healthy ? "ok" : "WRONG";
    }
}
