package io.attachrelay.media.store;

import static io.attachrelay.media.store.DiskStep.doing;

import io.attachrelay.media.share.Turns;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** The attachments of a disk store. */
final class DiskObjects {

    private static final int BUFFER_BYTES = 64 << 10;

    /**
     * What is synced of a large file in one turn. A flood that is synced file by file leaves the
     * disk so much to do that the small syncs of all others wait for it, those of a broker on it as
     * well. Measured with a flood of 200: at the same throughput, nine of ten webhooks of another
     * tenant took 0.5 s instead of 0.8 s.
     */
    private static final int PIECE_BYTES = 2 << 20;

    private static final int PIECES_AT_ONCE = 2;

    /**
     * Whole small files, and what is left of large ones. Measured with files of 1 MB, 32 at once: 4
     * at once cost a fifth of the throughput, 8 less than a tenth.
     */
    private static final int ENDS_AT_ONCE = 8;

    /** The buffer, and for threads and connections: some 140 KB together were measured. */
    static final long BYTES_PER_PUT = BUFFER_BYTES + (80 << 10);

    private final DiskFiles files;
    private final Clock clock;
    private final Turns hashing = Turns.atProcessors();
    private final Turns pieces = Turns.always(PIECES_AT_ONCE);
    private final Turns ends = Turns.always(ENDS_AT_ONCE);

    DiskObjects(DiskFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    Optional<StoredObject> find(ObjectKey key) throws IOException {
        Path file = files.at(key.path());
        Optional<StoredObject> object = ObjectTrailer.find(file).map(ObjectTrailer.Trailer::object);
        if (object.isPresent()) {
            // What is found is relied on, and its writer may be one step before this one.
            files.syncFolderOf(file);
        } else {
            files.checkPresent();
        }
        return object;
    }

    /** Throws an {@link IOException} for the body, a {@link StoreException} for the disk. */
    PutOutcome put(ObjectKey key, ObjectIdentity identity, InputStream body, long maxBytes)
            throws IOException {
        Path place = files.at(key.path());
        // Asked for now, so that a force for another file may serve this one while its bytes come.
        var folders = doing("making folders of " + key.path(), () -> files.makeFoldersOf(place));
        try (TempFile temp = doing("making a file", files::newTemp);
                Turns.Part hash = hashing.join(key.tenant());
                Turns.Part piece = pieces.join(key.tenant());
                Turns.Part end = ends.join(key.tenant())) {
            MeteredBody metered = new MeteredBody(body, maxBytes, hash);
            copy(metered, temp, piece);
            if (metered.isTooLarge()) {
                return new PutOutcome.TooLarge(maxBytes);
            }
            StoredObject object = metered.asObject(key, identity, clock.instant());
            return doing(
                    "publishing " + key.path(),
                    () -> {
                        temp.write(ObjectTrailer.encode(object));
                        sync(temp, end);
                        folders.await();
                        return publish(temp, place, object);
                    });
        }
    }

    private static void copy(MeteredBody body, TempFile temp, Turns.Part turns) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        int unsynced = 0;
        int count = body.fill(buffer);
        while (count > 0) {
            ByteBuffer filled = ByteBuffer.wrap(buffer, 0, count);
            doing("writing", () -> temp.write(filled));
            unsynced += count;
            if (unsynced >= PIECE_BYTES) {
                sync(temp, turns);
                unsynced = 0;
            }
            count = body.fill(buffer);
        }
    }

    private static void sync(TempFile temp, Turns.Part turns) throws InterruptedIOException {
        turns.take(() -> doing("writing", temp::sync));
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
            ObjectTrailer.Trailer trailer = ObjectTrailer.read(channel);
            if (!trailer.hasBytes()) {
                throw new StoreException("the object is in quarantine");
            }
            long size = trailer.object().sizeBytes();
            long from = Math.min(offset, size);
            return new ChannelRange(channel, from, from + Math.min(length, size - from));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }
}
