package io.attachrelay.validator.dedup.ids;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.WindowStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IdStoreTest {

    private static final Duration WIDTH = Duration.ofHours(72);
    private static final long WINDOW = WIDTH.multipliedBy(6_800).toMillis();
    private static final TopicPartition CHANGELOG = new TopicPartition("app-ids-changelog", 4);
    private static final byte[] VALUE = {1};

    @TempDir Path dir;
    private final IdStores stores = new IdStores("boot");

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void an_id_is_known_at_once() {
        // Given
        IdStore store = open(stores);

        // When
        store.put(id("a"), VALUE, WINDOW);

        // Then
        assertThat(store.fetch(id("a"), WINDOW)).isNotNull();
        assertThat(store.fetch(id("a"), WINDOW + WIDTH.toMillis())).isNull();
        store.close();
    }

    @Test
    void an_id_is_forgotten_with_its_transaction() {
        // Given
        IdStore store = open(stores);
        store.put(id("a"), VALUE, WINDOW);

        // When
        store.aborted();

        // Then
        assertThat(store.fetch(id("a"), WINDOW)).isNull();
        assertThat(store.isBereft()).isTrue();
        store.close();
    }

    @Test
    void a_store_that_had_written_nothing_loses_nothing_when_others_abort() {
        // Given
        IdStore store = open(stores);
        store.put(id("a"), VALUE, WINDOW);
        store.committed();

        // When
        store.aborted();

        // Then
        assertThat(store.isBereft()).isFalse();
        store.close();
    }

    @Test
    void only_what_was_committed_outlives_the_process() {
        // Given
        IdStore store = open(stores);
        store.put(id("committed"), VALUE, WINDOW);
        store.acknowledged(11);
        store.committed();
        store.put(id("under way"), VALUE, WINDOW);
        store.acknowledged(12);

        // When
        store.close();
        store = open(stores);

        // Then
        assertThat(store.fetch(id("committed"), WINDOW)).isNotNull();
        assertThat(store.fetch(id("under way"), WINDOW)).isNull();
        assertThat(store.committedOffset(CHANGELOG)).isEqualTo(11);
        store.close();
    }

    @Test
    void a_commit_of_others_tells_nothing_of_a_store_that_took_nothing() {
        // Given
        IdStore store = open(stores);
        store.commit(Map.of(CHANGELOG, 20L));

        // When
        store.committed();

        // Then
        assertThat(store.committedOffset(CHANGELOG)).isEqualTo(20);
        store.close();
    }

    @Test
    void an_offset_that_is_taken_back_is_no_longer_told() {
        // Given
        IdStore store = open(stores);
        store.commit(Map.of(CHANGELOG, 20L));

        // When
        store.commit(Map.of());

        // Then
        assertThat(store.committedOffset(CHANGELOG)).isNull();
        store.close();
    }

    @Test
    void windows_that_are_too_old_leave_the_disk() {
        // Given
        IdStore store = open(stores);
        store.put(id("a"), VALUE, WINDOW);
        store.committed();

        // When
        for (int i = 1; i <= 3; i++) {
            store.put(id("b"), VALUE, WINDOW + i * WIDTH.toMillis());
            store.committed();

            // Then
            assertThat(store.fetch(id("a"), WINDOW) != null).as("window %d", i).isEqualTo(i < 3);
        }
        store.close();
    }

    /** Kafka Streams asks for it after transactions that failed, too. */
    @Test
    void ids_that_no_commit_was_told_for_are_not_saved_and_no_offset_behind_them() {
        // Given
        IdStore store = open(stores);
        store.put(id("committed"), VALUE, WINDOW);
        store.acknowledged(11);
        store.committed();
        store.put(id("in doubt"), VALUE, WINDOW);
        store.acknowledged(12);

        // When
        store.commit(Map.of(CHANGELOG, 12L));
        store.close();

        // Then
        store = open(stores);
        assertThat(store.fetch(id("committed"), WINDOW)).isNotNull();
        assertThat(store.fetch(id("in doubt"), WINDOW)).isNull();
        assertThat(store.committedOffset(CHANGELOG)).isEqualTo(11);
        store.close();
    }

    @Test
    void a_state_from_before_the_machine_was_started_is_not_believed() {
        // Given
        var before = new IdStores("boot before");
        open(before).close();
        before.close();

        // When, Then
        assertDistrusted("is from before the machine was started");
    }

    @ParameterizedTest
    @EnumSource
    void a_damaged_state_is_given_up_and_not_stumbled_over_for_ever(Damage damage)
            throws Exception {
        // Given
        Path named = dir.resolve("ids");
        open(stores).close();
        TableFiles.write(named);
        IdStore store = open(stores);
        store.put(id("a"), VALUE, WINDOW);
        store.acknowledged(11);
        store.committed();
        store.close();
        TableFiles.write(named);

        // When
        damage.be(named);

        // Then
        assertDistrusted("can't be opened");
    }

    enum Damage {
        NONSENSE_IN_CURRENT {
            @Override
            void be(Path table) throws IOException {
                Files.writeString(table.resolve("CURRENT"), "nonsense");
            }
        },
        NO_MANIFEST {
            @Override
            void be(Path table) throws IOException {
                TableFiles.delete(table, "MANIFEST-*");
            }
        },
        NO_FILE_OF_IDS {
            @Override
            void be(Path table) throws IOException {
                TableFiles.delete(table, "*.sst");
            }
        },
        OFFSET_UNREADABLE {
            @Override
            void be(Path table) throws IOException {
                TableFiles.damageNewest(table);
            }
        };

        abstract void be(Path table) throws IOException;
    }

    /** Twice, as Kafka Streams does: the first time it only takes note. */
    private void assertDistrusted(String why) {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> open(stores))
                    .isInstanceOf(TaskCorruptedException.class)
                    .cause()
                    .hasMessageContaining(why);
        }
    }

    private IdStore open(IdStores shared) {
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        var context = new MockProcessorContext<Void, Void>(config, new TaskId(0, 4), dir.toFile());
        WindowStore<Bytes, byte[]> store =
                shared.supplier("ids", WIDTH, WIDTH.multipliedBy(2)).get();
        store.init(context.getStateStoreContext(), store);
        return (IdStore) store;
    }

    private static Bytes id(String id) {
        return Bytes.wrap(id.getBytes(UTF_8));
    }
}
