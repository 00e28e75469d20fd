package io.attachrelay.validator.inspect;

import io.attachrelay.media.store.MediaStore;
import io.attachrelay.media.store.StoreException;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.model.MediaId;
import io.attachrelay.validator.inspect.detect.StoreTime;
import io.attachrelay.validator.inspect.detect.TooCostlyException;
import io.attachrelay.validator.inspect.strip.Stripper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An object that is copied: what the store takes for it is told apart from what the stripper takes,
 * and so is what fails. For one thread, but for what is said of others.
 */
final class StoredOriginal implements Stripper.Original {

    private final MediaStore store;
    private final StoredObject object;
    private final StoreTime storeTime = new StoreTime();
    private volatile boolean givenUp;
    private @Nullable StoreException fault;

    /**
     * @param store not closed by this
     */
    StoredOriginal(MediaStore store, StoredObject object) {
        this.store = store;
        this.object = object;
    }

    @Override
    public long size() {
        return object.sizeBytes();
    }

    @Override
    public InputStream open(long offset, long length) {
        return new Watched(waitedFor(() -> store.open(object.key(), offset, length)));
    }

    /** Which file it is. */
    MediaId mediaId() {
        return object.key().mediaId();
    }

    /** How long the store has been waited for; any thread may ask. */
    Duration inStore() {
        return storeTime.soFar();
    }

    /** Makes every later reading fail; any thread may ask for it. */
    void giveUp() {
        givenUp = true;
    }

    /**
     * To be called at the end: who reads may have taken the store's fault for the file's.
     *
     * @throws StoreException if the store failed
     */
    void complain() {
        if (fault != null) {
            throw fault;
        }
    }

    private interface Call<T> {
        T now() throws IOException;
    }

    private <T> T waitedFor(Call<T> call) {
        if (givenUp) {
            throw new TooCostlyException("given up");
        }
        try (var _ = storeTime.runs()) {
            return call.now();
        } catch (StoreException e) {
            fault = e;
            throw e;
        } catch (IOException e) {
            fault = new StoreException("reading what is to be copied", e);
            throw fault;
        }
    }

    private final class Watched extends InputStream {

        private final InputStream bytes;

        Watched(InputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return waitedFor(bytes::read);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return waitedFor(() -> bytes.read(buffer, offset, length));
        }

        @Override
        public void close() throws IOException {
            bytes.close();
        }
    }
}
