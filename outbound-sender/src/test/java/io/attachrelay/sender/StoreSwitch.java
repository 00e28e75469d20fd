package io.attachrelay.sender;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.media.store.SidecarKey;
import io.attachrelay.media.store.StoreException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Takes a real store away for a while, as a network does. */
final class StoreSwitch {

    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicReference<@Nullable String> unwritten = new AtomicReference<>();
    private final Map<SidecarKey, Integer> reads = new ConcurrentHashMap<>();
    private volatile boolean off;

    void off() {
        refused.set(0);
        off = true;
    }

    void on() {
        off = false;
    }

    /** Refuses the next content to be written that holds these words. */
    void refuseOnce(String words) {
        unwritten.set(words);
    }

    /** How often a small object was read so far. */
    int reads(SidecarKey key) {
        return reads.getOrDefault(key, 0);
    }

    private void note(Method method, Object @Nullable [] arguments) {
        if (method.getName().equals("read")
                && arguments != null
                && arguments[0] instanceof SidecarKey key) {
            reads.merge(key, 1, Integer::sum);
        }
    }

    private boolean isRefused(Object @Nullable [] arguments) {
        String words = unwritten.get();
        return words != null
                && arguments != null
                && arguments.length > 1
                && arguments[1] instanceof byte[] content
                && new String(content, UTF_8).contains(words)
                && unwritten.compareAndSet(words, null);
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
                            if (off || isRefused(arguments)) {
                                refused.incrementAndGet();
                                throw new StoreException("asking", new IOException("switched off"));
                            }
                            note(method, arguments);
                            try {
                                return method.invoke(real, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
