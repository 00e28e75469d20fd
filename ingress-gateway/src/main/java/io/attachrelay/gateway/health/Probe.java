package io.attachrelay.gateway.health;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** One dependency, asked by one thread at a time: a probe that hangs costs one thread, not many. */
final class Probe {

    private final String name;
    private final BooleanSupplier dependency;
    private final AtomicBoolean busy = new AtomicBoolean();

    Probe(String name, BooleanSupplier dependency) {
        this.name = name;
        this.dependency = dependency;
    }

    String name() {
        return name;
    }

    boolean answers() {
        if (!busy.compareAndSet(false, true)) {
            return false;
        }
        try {
            return dependency.getAsBoolean();
        } finally {
            busy.set(false);
        }
    }
}
