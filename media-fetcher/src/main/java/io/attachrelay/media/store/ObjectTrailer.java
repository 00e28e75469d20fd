package io.attachrelay.media.store;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.attachrelay.model.Json;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a disk store knows of an object stands behind its bytes in the same file, so that one link
 * publishes both: the {@link StoredObject} as JSON, its length in 4 bytes, and a mark. A file whose
 * bytes are in quarantine is nothing but that, under another mark.
 */
final class ObjectTrailer {

    private static final int WITH_BYTES = 0x41526f31; // "ARo1"
    private static final int WITHOUT_BYTES = 0x41527131; // "ARq1"
    private static final int END_BYTES = 2 * Integer.BYTES;

    private static final ObjectReader READER =
            Json.mapper()
                    .reader()
                    .with(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

    private ObjectTrailer() {}

    /**
     * @param hasBytes whether they stand before it; if not, they are in quarantine or deleted
     */
    record Trailer(StoredObject object, boolean hasBytes) {}

    static ByteBuffer encode(StoredObject object) throws IOException {
        return encode(object, WITH_BYTES);
    }

    /** What stands alone in a file, in place of an object whose bytes are elsewhere. */
    static ByteBuffer encodeWithoutBytes(StoredObject object) throws IOException {
        return encode(object, WITHOUT_BYTES);
    }

    private static ByteBuffer encode(StoredObject object, int mark) throws IOException {
        byte[] json = Json.mapper().writeValueAsBytes(object);
        return ByteBuffer.allocate(json.length + END_BYTES)
                .put(json)
                .putInt(json.length)
                .putInt(mark)
                .flip();
    }

    /**
     * Reads what stands at the end of a file, if it is there.
     *
     * @throws StoreException if that is no whole object
     */
    static Optional<Trailer> find(Path file) throws IOException {
        if (!DiskFiles.isThere(file)) {
            return Optional.empty();
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return Optional.of(read(channel));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /**
     * Reads what stands at the end of {@code file}.
     *
     * @throws StoreException if that is no whole object
     */
    static Trailer read(SeekableByteChannel file) throws IOException {
        long size = file.size();
        ByteBuffer end = readAt(file, size - END_BYTES, END_BYTES);
        int jsonLength = end.getInt();
        int mark = end.getInt();
        if (mark != WITH_BYTES && mark != WITHOUT_BYTES) {
            throw new StoreException("an object's file is damaged at its end");
        }
        long dataLength = size - END_BYTES - jsonLength;
        StoredObject object = parse(readAt(file, dataLength, jsonLength).array());
        boolean hasBytes = mark == WITH_BYTES;
        if (dataLength != (hasBytes ? object.sizeBytes() : 0)) {
            throw new StoreException("an object's file does not have the size it states");
        }
        return new Trailer(object, hasBytes);
    }

    private static StoredObject parse(byte[] json) {
        StoredObject object = null;
        try {
            object = READER.readValue(json, StoredObject.class);
        } catch (IOException _) {
            // the parser's message would quote the file
        }
        if (object == null) {
            throw new StoreException("an object's file is damaged: its description can't be read");
        }
        return object;
    }

    private static ByteBuffer readAt(SeekableByteChannel file, long position, int length)
            throws IOException {
        if (position < 0 || length < 0) {
            throw new StoreException("an object's file is damaged: it is too short");
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        file.position(position);
        while (bytes.hasRemaining()) {
            if (file.read(bytes) < 0) {
                throw new EOFException();
            }
        }
        return bytes.flip();
    }
}
