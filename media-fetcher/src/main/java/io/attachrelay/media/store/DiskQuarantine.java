package io.attachrelay.media.store;

import static io.attachrelay.media.store.DiskStep.doing;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The quarantine of a disk store: a second name for the same file, then a file without bytes in
 * place of the first name. Steps on one object take turns, over all processes.
 */
final class DiskQuarantine implements Quarantine {

    private final DiskFiles files;

    DiskQuarantine(DiskFiles files) {
        this.files = files;
    }

    @Override
    public Place placeOf(ObjectKey key) {
        return doing("looking at " + key.path(), () -> look(key));
    }

    @Override
    public Place take(ObjectKey key) {
        return locked(
                "quarantining",
                key,
                () -> {
                    if (look(key) == Place.STORE) {
                        hide(key);
                    }
                    return look(key);
                });
    }

    @Override
    public Place release(ObjectKey key) {
        return locked(
                "releasing",
                key,
                () -> {
                    if (look(key) == Place.QUARANTINE) {
                        show(key);
                    }
                    if (look(key) == Place.STORE) {
                        remove(hidden(key));
                    }
                    return look(key);
                });
    }

    @Override
    public Place delete(ObjectKey key) {
        return locked(
                "deleting",
                key,
                () -> {
                    if (look(key) == Place.QUARANTINE) {
                        remove(hidden(key));
                    }
                    return look(key);
                });
    }

    @Override
    public List<ObjectKey> list(String tenant) {
        String prefix = QuarantinePath.prefix(tenant);
        List<String> paths =
                doing(
                        "listing quarantine",
                        () -> DiskFiles.isThere(files.at(prefix)) ? files.list(prefix) : List.of());
        return QuarantinePath.keys(tenant, paths).stream()
                .filter(key -> placeOf(key) == Place.QUARANTINE)
                .toList();
    }

    private Place locked(String what, ObjectKey key, DiskStep<Place> step) {
        return doing(what + " " + key.path(), () -> files.locks().holding(key.path(), step));
    }

    private Place look(ObjectKey key) throws IOException {
        Optional<ObjectTrailer.Trailer> own = ObjectTrailer.find(files.at(key.path()));
        if (own.isEmpty()) {
            files.checkPresent();
            return Place.ABSENT;
        }
        if (own.get().hasBytes()) {
            return Place.STORE;
        }
        return DiskFiles.isThere(hidden(key)) ? Place.QUARANTINE : Place.DELETED;
    }

    private void hide(ObjectKey key) throws IOException {
        Path own = files.at(key.path());
        Path hidden = hidden(key);
        StoredObject object = ObjectTrailer.find(own).orElseThrow().object();
        files.makeFoldersOf(hidden).await();
        try {
            Files.createLink(hidden, own);
        } catch (FileAlreadyExistsException _) {
            requireSame(object, hidden);
        }
        files.syncFolderOf(hidden);
        try (TempFile temp = files.newTemp()) {
            temp.write(ObjectTrailer.encodeWithoutBytes(object)).sync().moveOver(own);
        }
        files.syncFolderOf(own);
    }

    /** An earlier call may have come so far; anything else must not be lost. */
    private static void requireSame(StoredObject object, Path hidden) throws IOException {
        boolean same =
                ObjectTrailer.find(hidden)
                        .filter(ObjectTrailer.Trailer::hasBytes)
                        .filter(t -> t.object().sha256().equals(object.sha256()))
                        .isPresent();
        if (!same) {
            throw new StoreException("quarantine holds another file of that key");
        }
    }

    private void show(ObjectKey key) throws IOException {
        Path own = files.at(key.path());
        files.linkOver(hidden(key), own);
        files.syncFolderOf(own);
    }

    private void remove(Path hidden) throws IOException {
        if (Files.deleteIfExists(hidden)) {
            files.syncFolderOf(hidden);
        }
    }

    private Path hidden(ObjectKey key) {
        return files.at(QuarantinePath.of(key));
    }
}
