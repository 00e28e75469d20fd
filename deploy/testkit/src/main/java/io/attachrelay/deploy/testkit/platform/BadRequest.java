package io.attachrelay.deploy.testkit.platform;

/** A body that breaks the platform's contract; the message is what the caller is answered. */
final class BadRequest extends Exception {

    private static final long serialVersionUID = 1;

    BadRequest(String message) {
        super(message);
    }
}
