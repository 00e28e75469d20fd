package io.attachrelay.media.store;

import io.attachrelay.model.MediaId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The paths of objects in quarantine: those of their keys, in a folder that no key has. */
public final class QuarantinePath {

    private static final String FOLDER = ".quarantine/";

    private QuarantinePath() {}

    /** The path of an object's bytes in quarantine. */
    public static String of(ObjectKey key) {
        return FOLDER + key.path();
    }

    /** What the paths of a tenant begin with. */
    public static String prefix(String tenant) {
        return FOLDER + tenant + "/";
    }

    /** The keys of those among a tenant's paths that are objects', sorted. */
    public static List<ObjectKey> keys(String tenant, Collection<String> paths) {
        return paths.stream().sorted().flatMap(path -> key(tenant, path).stream()).toList();
    }

    private static Optional<ObjectKey> key(String tenant, String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return ObjectKey.isObjectPath(path)
                ? Optional.of(new ObjectKey(tenant, new MediaId(name)))
                : Optional.empty();
    }
}
