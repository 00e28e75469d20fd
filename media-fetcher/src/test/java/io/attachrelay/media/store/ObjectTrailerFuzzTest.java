package io.attachrelay.media.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.fuzz.Fuzz;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a broken disk makes of a stored file. */
class ObjectTrailerFuzzTest {

    private static final int DATA_BYTES = 20;

    @TempDir Path folder;

    @Test
    void a_file_holds_an_object_of_its_own_size_or_is_damaged() throws IOException {
        // Given
        byte[] data = Samples.bytes(1, DATA_BYTES);
        ObjectIdentity identity = Samples.identity();
        StoredObject object =
                new StoredObject(
                        Samples.keyOf(identity),
                        identity,
                        DATA_BYTES,
                        Samples.sha256(data),
                        ObjectStoreContract.NOW);
        ByteBuffer trailer = ObjectTrailer.encode(object);
        byte[] file =
                ByteBuffer.allocate(DATA_BYTES + trailer.remaining())
                        .put(data)
                        .put(trailer)
                        .array();

        // When
        Map<String, Long> outcomes =
                Fuzz.from(file, new byte[0])
                        .with("null", "{}", "[]", "\"\"", "1e99", "\u0000\u0000\u0000\u0004ARo1")
                        .times(1_500)
                        .check(this::outcome);

        // Then
        assertThat(outcomes).containsOnlyKeys("object", "damaged");
    }

    private String outcome(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("object"), bytes);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            StoredObject object = ObjectTrailer.read(channel).object();
            assertThat(object.sizeBytes()).isBetween(0L, (long) bytes.length);
            assertThat(object.key()).isNotNull();
            assertThat(object.identity()).isNotNull();
            assertThat(object.sha256()).isNotNull();
            assertThat(object.storedAt()).isNotNull();
            return "object";
        } catch (StoreException e) {
            return "damaged";
        }
    }
}
