package io.attachrelay.media.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.attachrelay.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Small objects that hold one JSON value each, changed by compare-and-set. */
public final class JsonSidecars<T> {

    private final SidecarStore store;
    private final Class<T> type;

    /**
     * @param store not closed by this
     */
    public JsonSidecars(SidecarStore store, Class<T> type) {
        this.store = store;
        this.type = type;
    }

    /** The value, if it is there. */
    public Optional<Versioned<T>> read(SidecarKey key) {
        return store.read(key).map(s -> new Versioned<>(decode(key, s.content()), s.version()));
    }

    /** Creates the value; its version, or empty if there was one already. */
    public Optional<String> create(SidecarKey key, T value) {
        return store.create(key, encode(value));
    }

    /**
     * Replaces the value if it still has that version; the new version, or empty if it was changed
     * meanwhile.
     */
    public Optional<String> replace(SidecarKey key, T value, String version) {
        return store.replace(key, encode(value), version);
    }

    /** Creates the value unless there is one; returns the one that stands. */
    public T settle(SidecarKey key, T value) {
        if (create(key, value).isPresent()) {
            return value;
        }
        return read(key).map(Versioned::value).orElse(value);
    }

    /** Writes the value whatever stands there. */
    public void overwrite(SidecarKey key, T value) {
        boolean written = false;
        while (!written) {
            var standing = read(key);
            written =
                    standing.map(v -> replace(key, value, v.version()))
                            .orElseGet(() -> create(key, value))
                            .isPresent();
        }
    }

    private byte[] encode(T value) {
        try {
            return Json.mapper().writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private T decode(SidecarKey key, byte[] content) {
        try {
            return Json.mapper().readValue(content, type);
        } catch (IOException e) {
            throw new StoreException("reading " + key.path(), e);
        }
    }

    /** A value as it was read, with the version to replace it by. */
    public record Versioned<T>(T value, String version) {}
}
