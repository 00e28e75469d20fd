package io.attachrelay.media.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that nobody sees until it is published whole; closing it removes its hidden name. */
final class TempFile implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;

    private TempFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static TempFile create(Path path) throws IOException {
        return new TempFile(
                path,
                FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /** One that nobody sees any more, at {@code path} and without its bytes, if it is there yet. */
    static TempFile emptied(Path used, Path path) throws IOException {
        try {
            Files.move(used, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException _) {
            return create(path);
        }
        return new TempFile(
                path,
                FileChannel.open(
                        path, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING));
    }

    TempFile write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        return this;
    }

    /** Forces the bytes to disk; without it a name could outlive its bytes. */
    TempFile sync() throws IOException {
        channel.force(true);
        return this;
    }

    /**
     * Gives the file a second, visible name; whether there was none of that name. A hard link,
     * since an atomic move overwrites silently.
     */
    boolean linkTo(Path place) throws IOException {
        try {
            Files.createLink(place, path);
            return true;
        } catch (FileAlreadyExistsException _) {
            return false;
        }
    }

    /** Takes the place of another file; a reader finds that one or this one. Answers true. */
    boolean moveOver(Path place) throws IOException {
        Files.move(path, place, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    @Override
    public void close() {
        try (FileChannel _ = channel) {
            Files.deleteIfExists(path);
        } catch (IOException _) {
            // It was never visible, and the next sweep for orphans removes it.
        }
    }
}
