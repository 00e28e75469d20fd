package io.attachrelay.deploy.demo;

import org.jspecify.annotations.Nullable;

/** Something that a case expects did not hold. */
final class CaseFailed extends Exception {

    private static final long serialVersionUID = 1;

    CaseFailed(String complaint) {
        super(complaint);
    }

    /** Fails unless {@code holds}. */
    static void unless(boolean holds, String complaint) throws CaseFailed {
        if (!holds) {
            throw new CaseFailed(complaint);
        }
    }

    /** Fails unless both are equal. */
    static void unlessEqual(@Nullable Object seen, Object expected, String what) throws CaseFailed {
        unless(expected.equals(seen), what + " is " + seen + ", not " + expected);
    }
}
