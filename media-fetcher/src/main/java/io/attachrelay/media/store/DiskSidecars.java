package io.attachrelay.media.store;

import static io.attachrelay.media.store.DiskStep.doing;

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
final class DiskSidecars implements SidecarStore {

    private static final int VERSION_LENGTH = 36;

    private final DiskFiles files;
    private final boolean durable;

    /**
     * @param durable whether a change survives a power cut
     */
    DiskSidecars(DiskFiles files, boolean durable) {
        this.files = files;
        this.durable = durable;
    }

    @Override
    public Optional<Sidecar> read(SidecarKey key) {
        return doing("reading " + key.path(), () -> load(key));
    }

    @Override
    public Optional<String> create(SidecarKey key, byte[] content) {
        return doing("creating " + key.path(), () -> publish(key, content, TempFile::linkTo));
    }

    @Override
    public Optional<String> replace(SidecarKey key, byte[] content, String version) {
        Publication step = (temp, place) -> ifAt(version, key, () -> temp.moveOver(place));
        return doing("replacing " + key.path(), () -> publish(key, content, step));
    }

    @Override
    public boolean delete(SidecarKey key, String version) {
        return doing("deleting " + key.path(), () -> remove(key, version));
    }

    @Override
    public List<SidecarKey> list(String prefix) {
        return doing("listing " + prefix, () -> files.list(prefix)).stream()
                .filter(path -> !ObjectKey.isObjectPath(path))
                .map(SidecarKey::new)
                .toList();
    }

    private boolean remove(SidecarKey key, String version) throws IOException {
        Path place = files.at(key.path());
        if (!durable) {
            return ifAt(version, key, () -> files.retire(place));
        }
        boolean deleted = ifAt(version, key, () -> Files.deleteIfExists(place));
        if (deleted) {
            files.syncFolderOf(place);
        }
        return deleted;
    }

    private Optional<String> publish(SidecarKey key, byte[] content, Publication step)
            throws IOException {
        String version = UUID.randomUUID().toString();
        Path place = files.at(key.path());
        try (TempFile temp = files.newTemp()) {
            temp.write(StandardCharsets.US_ASCII.encode(version));
            temp.write(ByteBuffer.wrap(content));
            boolean published = durable ? force(temp, place, step) : make(temp, place, step);
            return published ? Optional.of(version) : Optional.empty();
        }
    }

    private boolean make(TempFile temp, Path place, Publication step) throws IOException {
        files.makeFoldersOf(place);
        return step.run(temp, place);
    }

    private boolean force(TempFile temp, Path place, Publication step) throws IOException {
        SharedForce.Request folders = files.makeFoldersOf(place);
        temp.sync();
        folders.await();
        boolean published = step.run(temp, place);
        files.syncFolderOf(place);
        return published;
    }

    /**
     * Takes the step, which answers true, only if the file has that version and keeps it so long.
     */
    private boolean ifAt(String version, SidecarKey key, DiskStep<Boolean> step)
            throws IOException {
        return files.locks().holding(key.path(), () -> isAt(version, key) && step.run());
    }

    private boolean isAt(String version, SidecarKey key) throws IOException {
        return load(key).filter(s -> s.version().equals(version)).isPresent();
    }

    private Optional<Sidecar> load(SidecarKey key) throws IOException {
        Path file = files.at(key.path());
        try {
            if (DiskFiles.isThere(file)) {
                return Optional.of(split(Files.readAllBytes(file)));
            }
        } catch (NoSuchFileException _) {
            // It has just gone.
        }
        files.checkPresent();
        return Optional.empty();
    }

    /** One that was not forced to disk may have lost its end in a power cut. */
    private Sidecar split(byte[] all) throws IOException {
        if (durable && all.length < VERSION_LENGTH) {
            throw new IOException("a small object's file is damaged: it is too short");
        }
        int length = Math.min(VERSION_LENGTH, all.length);
        String version = new String(all, 0, length, StandardCharsets.US_ASCII);
        return new Sidecar(Arrays.copyOfRange(all, length, all.length), version);
    }

    /** Makes a finished file the sidecar; whether it might. */
    private interface Publication {
        boolean run(TempFile temp, Path place) throws IOException;
    }
}
