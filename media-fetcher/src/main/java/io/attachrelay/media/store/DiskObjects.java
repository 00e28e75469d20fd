package io.attachrelay.media.store;

import static io.attachrelay.media.store.DiskStep.doing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** The attachments of a disk store. */
final class DiskObjects {

    private static final int BUFFER_BYTES = 64 << 10;

    private final DiskFiles files;
    private final Clock clock;

    DiskObjects(DiskFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    Optional<StoredObject> find(ObjectKey key) throws IOException {
        Path file = files.at(key.path());
        return DiskFiles.isThere(file) ? read(file) : absent();
    }

    private Optional<StoredObject> read(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            StoredObject object = ObjectTrailer.read(channel);
            // What is found is relied on, and its writer may be one step before this one.
            files.syncFolderOf(file);
            return Optional.of(object);
        } catch (NoSuchFileException _) {
            return absent();
        }
    }

    private Optional<StoredObject> absent() throws IOException {
        files.checkPresent();
        return Optional.empty();
    }

    /** Throws an {@link IOException} for the body, a {@link StoreException} for the disk. */
    PutOutcome put(ObjectKey key, ObjectIdentity identity, InputStream body, long maxBytes)
            throws IOException {
        Path place = files.at(key.path());
        // Asked for now, so that a force for another file may serve this one while its bytes come.
        var folders = doing("making folders of " + key.path(), () -> files.makeFoldersOf(place));
        try (TempFile temp = doing("making a file", files::newTemp)) {
            MeteredBody metered = new MeteredBody(body, maxBytes);
            copy(metered, temp);
            if (metered.isTooLarge()) {
                return new PutOutcome.TooLarge(maxBytes);
            }
            StoredObject object = metered.asObject(key, identity, clock.instant());
            return doing(
                    "publishing " + key.path(),
                    () -> {
                        temp.write(ObjectTrailer.encode(object));
                        temp.sync();
                        folders.await();
                        return publish(temp, place, object);
                    });
        }
    }

    private static void copy(MeteredBody body, TempFile temp) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        int count = body.fill(buffer);
        while (count > 0) {
            ByteBuffer filled = ByteBuffer.wrap(buffer, 0, count);
            doing("writing", () -> temp.write(filled));
            count = body.fill(buffer);
        }
    }

    private PutOutcome publish(TempFile temp, Path place, StoredObject object) throws IOException {
        if (temp.linkTo(place)) {
            files.syncFolderOf(place);
            return new PutOutcome.Created(object);
        }
        return new PutOutcome.AlreadyThere(
                find(object.key())
                        .orElseThrow(() -> new StoreException("the first object was removed")));
    }

    InputStream open(ObjectKey key, long offset, long length) throws IOException {
        FileChannel channel = FileChannel.open(files.at(key.path()));
        try {
            long size = ObjectTrailer.read(channel).sizeBytes();
            long from = Math.min(offset, size);
            return new ChannelRange(channel, from, from + Math.min(length, size - from));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }
}
