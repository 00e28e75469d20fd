package io.attachrelay.media.store;

import static io.attachrelay.media.store.Samples.generated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.attachrelay.model.MediaId;
import io.attachrelay.settings.StoreSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskStoreTest extends ObjectStoreContract {

    @TempDir Path folder;

    @Override
    StoreSettings settings() {
        return new StoreSettings.Disk(root());
    }

    private Path root() {
        return folder.resolve("store");
    }

    @Test
    void a_killed_writer_leaves_whole_objects_and_orphans_that_a_sweep_removes() throws Exception {
        // Given
        var child = StoreChild.withHeap("64m", settings(), "put-many", key, 300_000);
        await().atMost(Duration.ofMinutes(1)).until(() -> objectFiles() > 10);

        // When
        child.kill();

        // Then
        assertThat(store.find(key)).isEmpty();
        assertThat(wholeObjects()).isEqualTo(objectFiles());
        assertThat(unfinishedFiles()).isPositive();

        // When
        int removed = inAnHour().removeOrphans(Duration.ofMinutes(59));

        // Then
        assertThat(removed).isPositive();
        assertThat(unfinishedFiles()).isZero();
        assertThat(wholeObjects()).isEqualTo(objectFiles());
    }

    @Test
    void a_sweep_spares_what_is_being_written() throws Exception {
        // Given
        var child = StoreChild.withHeap("64m", settings(), "put-many", key, 300_000);
        await().atMost(Duration.ofMinutes(1)).until(() -> objectFiles() > 2);

        // When
        int removed = new DiskStore(root(), Clock.systemUTC()).removeOrphans(Duration.ofHours(1));

        // Then
        assertThat(removed).isZero();
        child.kill();
    }

    @Test
    void a_writer_whose_file_was_swept_away_fails_and_leaves_nothing() {
        // Given
        var swept =
                new InputStream() {
                    @Override
                    public int read() {
                        inAnHour().removeOrphans(Duration.ofMinutes(1));
                        return -1;
                    }
                };
        var body = new SequenceInputStream(generated(100_000), swept);

        // When
        assertThatThrownBy(() -> store.put(key, identity, body, 1_000_000))
                .isInstanceOf(StoreException.class);

        // Then
        assertThat(store.find(key)).isEmpty();
    }

    @Test
    void a_disk_that_takes_no_more_leaves_nothing() throws Exception {
        // When
        var child = StoreChild.withLargestFile(1024, settings(), key, 5_000_000);

        // Then
        assertThat(child.output()).contains("StoreException");
        assertThat(store.find(key)).isEmpty();
        assertThat(unfinishedFiles()).isZero();
    }

    @Test
    void a_place_that_can_not_be_written_leaves_nothing() throws IOException {
        // Given
        Files.writeString(root().resolve(key.tenant()), "a file where a folder should be");

        // When
        assertThatThrownBy(() -> store.put(key, identity, generated(1000), 1000))
                .isInstanceOf(StoreException.class);

        // Then
        assertThat(unfinishedFiles()).isZero();
    }

    @Test
    void a_folder_that_vanished_is_a_failure_and_does_not_come_back() throws IOException {
        // Given
        Files.move(root(), folder.resolve("unmounted"));

        // When
        boolean reachable = store.isReachable();

        // Then
        assertThat(reachable).isFalse();
        assertThatThrownBy(() -> store.find(key)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.put(key, identity, generated(1), 1))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.read(key.sidecar("claim")))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.create(key.sidecar("claim"), new byte[1]))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.list("acme/")).isInstanceOf(StoreException.class);
        assertThat(root()).doesNotExist();
    }

    @Test
    void a_folder_that_can_not_be_made_is_a_failure() {
        assertThatThrownBy(() -> new DiskStore(Path.of("/proc/nothing"), Clock.systemUTC()))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void the_file_of_a_fleeting_object_serves_the_next_writer_and_nothing_of_it_is_left()
            throws IOException {
        // Given
        makeAndDeleteFleeting();
        assertThat(filesIn(".spare")).isOne();

        // When
        store.put(key, identity, generated(100), 1000);

        // Then
        assertThat(filesIn(".spare")).isZero();
        assertThat(unfinishedFiles()).isZero();
        assertThat(wholeObjects()).isOne();
    }

    @Test
    void a_spare_file_that_was_swept_away_is_not_missed() throws IOException {
        // Given
        makeAndDeleteFleeting();
        inAnHour().removeOrphans(Duration.ofMinutes(1));
        assertThat(filesIn(".spare")).isZero();

        // When
        store.put(key, identity, generated(100), 1000);

        // Then
        assertThat(wholeObjects()).isOne();
    }

    private void makeAndDeleteFleeting() {
        SidecarKey place = key.sidecar("claim");
        String version = store.fleeting().create(place, new byte[10_000]).orElseThrow();
        assertThat(store.fleeting().delete(place, version)).isTrue();
    }

    @Test
    void a_damaged_file_is_a_failure_and_no_object() throws IOException {
        // Given
        store.put(key, identity, generated(1000), 1000);
        Path file = root().resolve(key.path());
        byte[] whole = Files.readAllBytes(file);

        // When
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));

        // Then
        assertThatThrownBy(() -> store.find(key)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.open(key, 0, 1)).isInstanceOf(StoreException.class);
    }

    @Test
    void an_object_that_can_not_be_described_is_a_fault_of_ours_and_not_of_the_body()
            throws IOException {
        // Given
        store.put(key, identity, generated(1000), 1000);
        Path file = root().resolve(key.path());
        byte[] bytes = Files.readAllBytes(file);
        bytes[1000] = 'x';

        // When
        Files.write(file, bytes);

        // Then
        assertThatThrownBy(() -> store.find(key)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.put(key, identity, generated(1000), 1000))
                .isInstanceOf(StoreException.class);
    }

    private DiskStore inAnHour() {
        return new DiskStore(root(), Clock.offset(Clock.systemUTC(), Duration.ofHours(1)));
    }

    private long unfinishedFiles() throws IOException {
        return filesIn(".unfinished");
    }

    private long filesIn(String hidden) throws IOException {
        try (Stream<Path> files = Files.list(root().resolve(hidden))) {
            return files.count();
        }
    }

    private long objectFiles() throws IOException {
        Path tenant = root().resolve(Samples.TENANT);
        if (!Files.exists(tenant)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(tenant)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    /** How many objects there are whose bytes have the size and hash that they state. */
    private long wholeObjects() throws IOException {
        try (Stream<Path> files = Files.walk(root().resolve(Samples.TENANT))) {
            return files.filter(Files::isRegularFile).filter(this::isWhole).count();
        }
    }

    private boolean isWhole(Path file) {
        ObjectKey of = new ObjectKey(Samples.TENANT, new MediaId(file.getFileName().toString()));
        StoredObject object = store.find(of).orElseThrow();
        try {
            byte[] content = readAll(of);
            return content.length == object.sizeBytes()
                    && Samples.sha256(content).equals(object.sha256());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
