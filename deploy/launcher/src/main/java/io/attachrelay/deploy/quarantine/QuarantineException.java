package io.attachrelay.deploy.quarantine;

import io.attachrelay.media.store.ObjectKey;

/** What an operator asked for can't be done with that file. */
public final class QuarantineException extends RuntimeException {

    private static final long serialVersionUID = 1;

    QuarantineException(ObjectKey key, String why) {
        super(key.path() + " " + why);
    }
}
