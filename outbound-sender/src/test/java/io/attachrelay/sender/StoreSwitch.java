package io.attachrelay.sender;

import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.media.store.StoreException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes a real store away for a while, as a network does. */
final class StoreSwitch {

    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean off;

    void off() {
        refused.set(0);
        off = true;
    }

    void on() {
        off = false;
    }

    /** How often the store was wanted since it is off. */
    int refused() {
        return refused.get();
    }

    /** The store behind this switch. */
    ObjectStore behind(ObjectStore real) {
        Class<?>[] ports = {ObjectStore.class};
        return (ObjectStore)
                Proxy.newProxyInstance(
                        ObjectStore.class.getClassLoader(),
                        ports,
                        (_, method, arguments) -> {
                            if (off) {
                                refused.incrementAndGet();
                                throw new StoreException("asking", new IOException("switched off"));
                            }
                            try {
                                return method.invoke(real, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
