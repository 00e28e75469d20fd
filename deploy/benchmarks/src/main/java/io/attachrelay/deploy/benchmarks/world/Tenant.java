package io.attachrelay.deploy.benchmarks.world;

import java.util.Locale;

/** Whom webhooks are for. */
public enum Tenant {
    /** The one that most is measured for. */
    ACME,
    /** Another one, beside it. */
    GLOBEX;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
