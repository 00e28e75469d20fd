package io.attachrelay.media.share;

import java.util.concurrent.atomic.AtomicBoolean;

/** A place that its holder gives back by closing it, once. */
public final class Place implements AutoCloseable {

    private final Runnable givingBack;
    private final AtomicBoolean open = new AtomicBoolean(true);

    Place(Runnable givingBack) {
        this.givingBack = givingBack;
    }

    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            givingBack.run();
        }
    }
}
