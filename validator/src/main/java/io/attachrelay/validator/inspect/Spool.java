package io.attachrelay.validator.inspect;

import io.attachrelay.media.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A copy on the local disk while it is made, since nobody knows before its end whether it can be.
 * Its file has no name, so that a process that dies leaves nothing behind. What fails here is ours
 * and never the file's: to be tried again, like a store that fails.
 */
final class Spool implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 << 10;

    private final FileChannel file;

    private Spool(FileChannel file) {
        this.file = file;
    }

    /**
     * An empty one.
     *
     * @throws StoreException if the disk fails
     */
    static Spool open() {
        try {
            Path path = Files.createTempFile("copy", null);
            try {
                return new Spool(
                        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
            } finally {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new StoreException("opening a spool", e);
        }
    }

    /**
     * Reads {@code bytes} to their end.
     *
     * @param most how many they may be
     * @return whether they were no more than that
     * @throws IOException if {@code bytes} fail
     * @throws StoreException if the disk fails, or this is closed
     */
    boolean fill(InputStream bytes, long most) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long sum = 0;
        int count = bytes.read(buffer);
        while (count >= 0 && sum + count <= most) {
            write(ByteBuffer.wrap(buffer, 0, count));
            sum += count;
            count = bytes.read(buffer);
        }
        return count < 0;
    }

    private void write(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw new StoreException("writing to a spool", e);
        }
    }

    /**
     * What was filled in, from its begin; ends with this.
     *
     * @throws StoreException if the disk fails
     */
    InputStream bytes() {
        try {
            return Channels.newInputStream(file.position(0));
        } catch (IOException e) {
            throw new StoreException("reading from a spool", e);
        }
    }

    /** Gives the disk's room back; who still fills it fails from then on. */
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new StoreException("closing a spool", e);
        }
    }
}
