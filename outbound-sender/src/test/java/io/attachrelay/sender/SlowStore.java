package io.attachrelay.sender;

import io.attachrelay.media.store.SidecarKey;
import io.attachrelay.media.store.SidecarStore;
import java.util.List;
import java.util.Optional;

/** A store whose writes take their time. */
record SlowStore(SidecarStore real, Runnable time) implements SidecarStore {

    @Override
    public Optional<Sidecar> read(SidecarKey key) {
        return real.read(key);
    }

    @Override
    public Optional<String> create(SidecarKey key, byte[] content) {
        time.run();
        return real.create(key, content);
    }

    @Override
    public Optional<String> replace(SidecarKey key, byte[] content, String version) {
        time.run();
        return real.replace(key, content, version);
    }

    @Override
    public boolean delete(SidecarKey key, String version) {
        return real.delete(key, version);
    }

    @Override
    public List<SidecarKey> list(String prefix) {
        return real.list(prefix);
    }
}
