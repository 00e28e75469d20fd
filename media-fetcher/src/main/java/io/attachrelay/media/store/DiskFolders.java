package io.attachrelay.media.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes the folders that a disk store's files go to. */
final class DiskFolders {

    private final Path root;
    private final SharedForce ofRoot;
    private final Map<Path, SharedForce> ofTenants = new ConcurrentHashMap<>();
    // A tenant's folder is not made twice, unless somebody throws away all that it holds.
    private final Set<Path> durableTenants = ConcurrentHashMap.newKeySet();

    DiskFolders(Path root) {
        this.root = root;
        this.ofRoot = new SharedForce(root);
    }

    /**
     * Makes the folders that {@code file} goes to, but not the root: it must not come back. They
     * survive a power cut once the request has been waited for.
     */
    SharedForce.Request makeFor(Path file) throws IOException {
        List<SharedForce.Request> requests = new ArrayList<>();
        Path way = root.relativize(file);
        for (int depth = 1; depth < way.getNameCount(); depth++) {
            requests.add(make(root.resolve(way.subpath(0, depth)), depth));
        }
        return () -> {
            for (SharedForce.Request request : requests) {
                request.await();
            }
        };
    }

    /**
     * Also a folder that is there is to be forced: who made it may not have come to that. The
     * request is made only when the folder is seen, so that the force does not come before it.
     */
    private SharedForce.Request make(Path folder, int depth) throws IOException {
        boolean made = create(folder);
        if (depth > 1) {
            return forceOf(folder.resolveSibling(""), depth).ask();
        }
        if (!made && durableTenants.contains(folder)) {
            return () -> {};
        }
        SharedForce.Request request = ofRoot.ask();
        return () -> {
            request.await();
            durableTenants.add(folder);
        };
    }

    /** Many write into a tenant's folder at the same time, few into one deeper. */
    private SharedForce forceOf(Path parent, int depth) {
        return depth == 2
                ? ofTenants.computeIfAbsent(parent, SharedForce::new)
                : new SharedForce(parent);
    }

    private static boolean create(Path folder) throws IOException {
        try {
            if (DiskFiles.isThere(folder)) {
                return false;
            }
            Files.createDirectory(folder);
            return true;
        } catch (FileAlreadyExistsException _) {
            return false;
        }
    }
}
