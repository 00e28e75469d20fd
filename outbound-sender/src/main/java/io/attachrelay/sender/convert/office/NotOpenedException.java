package io.attachrelay.sender.convert.office;

/** LibreOffice can't open a document: it is damaged, or asks for a password. */
final class NotOpenedException extends Exception {

    private static final long serialVersionUID = 1;

    NotOpenedException(Questions questions, String reason) {
        super(
                questions.wantPassword()
                        ? "the document is protected by a password"
                        : ("LibreOffice can't read the document, it may be damaged " + reason)
                                .strip());
    }
}
