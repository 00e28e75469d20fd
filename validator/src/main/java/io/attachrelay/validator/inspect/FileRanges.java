package io.attachrelay.validator.inspect;

import io.attachrelay.media.store.StoreException;
import io.attachrelay.validator.inspect.detect.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Ranges of an open file. */
final class FileRanges implements Content.Ranges {

    private final FileChannel file;

    /**
     * @param file not closed by this
     */
    FileRanges(FileChannel file) {
        this.file = file;
    }

    @Override
    public InputStream open(long offset, long length) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length));
        try {
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = file.read(bytes, offset + bytes.position());
            }
        } catch (IOException e) {
            throw new StoreException("reading a file", e);
        }
        return new ByteArrayInputStream(bytes.array(), 0, bytes.position());
    }
}
