package io.attachrelay.media.store;

import io.attachrelay.media.store.SidecarStore.Sidecar;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The small objects of a disk store: a file each, whose first 36 bytes are its version. A file is
 * replaced as a whole, so that readers need no lock.
 */
final class DiskSidecars {

    private static final int VERSION_LENGTH = 36;

    private final DiskFiles files;

    DiskSidecars(DiskFiles files) {
        this.files = files;
    }

    Optional<Sidecar> read(SidecarKey key) throws IOException {
        Optional<Sidecar> found = load(files.at(key.path()));
        if (found.isEmpty()) {
            files.checkPresent();
        }
        return found;
    }

    Optional<String> create(SidecarKey key, byte[] content) throws IOException {
        return publish(key, content, TempFile::linkTo);
    }

    Optional<String> replace(SidecarKey key, byte[] content, String version) throws IOException {
        return publish(
                key, content, (temp, place) -> ifAt(version, key, () -> temp.moveOver(place)));
    }

    boolean delete(SidecarKey key, String version) throws IOException {
        Path place = files.at(key.path());
        boolean deleted = ifAt(version, key, () -> Files.deleteIfExists(place));
        if (deleted) {
            files.syncFolderOf(place);
        }
        return deleted;
    }

    List<SidecarKey> list(String prefix) throws IOException {
        return files.list(prefix).stream()
                .filter(path -> !ObjectKey.isObjectPath(path))
                .map(SidecarKey::new)
                .toList();
    }

    private Optional<String> publish(SidecarKey key, byte[] content, Publication step)
            throws IOException {
        String version = UUID.randomUUID().toString();
        Path place = files.at(key.path());
        try (TempFile temp = files.newTemp()) {
            temp.write(StandardCharsets.US_ASCII.encode(version));
            temp.write(ByteBuffer.wrap(content));
            temp.sync();
            files.makeFoldersOf(place);
            boolean published = step.run(temp, place);
            files.syncFolderOf(place);
            return published ? Optional.of(version) : Optional.empty();
        }
    }

    /**
     * Takes the step, which answers true, only if the file has that version and keeps it so long.
     */
    private boolean ifAt(String version, SidecarKey key, DiskStep<Boolean> step)
            throws IOException {
        return files.locks().holding(key.path(), () -> isAt(version, key) && step.run());
    }

    private boolean isAt(String version, SidecarKey key) throws IOException {
        return load(files.at(key.path())).filter(s -> s.version().equals(version)).isPresent();
    }

    private static Optional<Sidecar> load(Path place) throws IOException {
        try {
            byte[] all = Files.readAllBytes(place);
            if (all.length < VERSION_LENGTH) {
                throw new IOException("a small object's file is damaged: it is too short");
            }
            String version = new String(all, 0, VERSION_LENGTH, StandardCharsets.US_ASCII);
            return Optional.of(
                    new Sidecar(Arrays.copyOfRange(all, VERSION_LENGTH, all.length), version));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /** Makes a finished file the sidecar; whether it might. */
    private interface Publication {
        boolean run(TempFile temp, Path place) throws IOException;
    }
}
