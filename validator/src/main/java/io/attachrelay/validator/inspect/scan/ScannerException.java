package io.attachrelay.validator.inspect.scan;

/** The antivirus can't be asked now; it may be later. That says nothing of the file. */
public final class ScannerException extends Exception {

    private static final long serialVersionUID = 1;

    /**
     * @param what is wrong, without secrets
     */
    public ScannerException(String what) {
        super("the antivirus could not be asked: " + what);
    }

    /**
     * @param what is wrong, without secrets
     */
    public ScannerException(String what, Throwable cause) {
        super("the antivirus could not be asked: " + what, cause);
    }
}
