package io.attachrelay.validator.dedup.ids;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

class IdTableTest {

    private static final byte[] BOOT = "boot".getBytes(UTF_8);
    private static final byte[] NEXT_BOOT = "next boot".getBytes(UTF_8);
    private static final long BUCKET = 1_700_000_000_000L;

    @TempDir Path dir;
    private final RocksMemory memory = new RocksMemory();

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void ids_and_their_offset_are_there_when_it_is_opened_again() throws Exception {
        // Given
        try (IdTable table = IdTable.open(dir, memory)) {
            table.add(List.of(key("a"), key("b")), 7);
        }

        // When
        try (IdTable table = IdTable.open(dir, memory)) {

            // Then
            assertThat(table.contains(key("a"))).isTrue();
            assertThat(table.contains(key("b"))).isTrue();
            assertThat(table.contains(key("c"))).isFalse();
            assertThat(table.offset()).isEqualTo(7);
        }
    }

    @Test
    void a_new_one_tells_no_offset() throws Exception {
        // When
        try (IdTable table = IdTable.open(dir, memory)) {

            // Then
            assertThat(table.offset()).isNull();
        }
    }

    @Test
    void an_id_is_found_in_its_own_bucket_only() throws Exception {
        try (IdTable table = IdTable.open(dir, memory)) {
            // When
            table.add(List.of(key("a")));

            // Then
            assertThat(table.contains(key("a", BUCKET))).isTrue();
            assertThat(table.contains(key("a", BUCKET + 1))).isFalse();
            assertThat(table.contains(key("a", BUCKET - 1))).isFalse();
        }
    }

    @Test
    void it_may_be_claimed_in_the_boot_in_which_it_was_made_alone() throws Exception {
        // Given
        try (IdTable table = IdTable.open(dir, memory)) {
            assertThat(table.claim(BOOT)).isTrue();
        }

        // When
        try (IdTable table = IdTable.open(dir, memory)) {

            // Then
            assertThat(table.claim(NEXT_BOOT)).isFalse();
            assertThat(table.claim(BOOT)).isTrue();
        }
    }

    @Test
    void old_buckets_are_forgotten_and_the_offset_is_not() throws Exception {
        try (IdTable table = IdTable.open(dir, memory)) {
            // Given
            table.add(List.of(key("a", 0), key("a", BUCKET - 1), key("a", BUCKET)), 7);

            // When
            table.forgetBefore(BUCKET);

            // Then
            assertThat(table.contains(key("a", 0))).isFalse();
            assertThat(table.contains(key("a", BUCKET - 1))).isFalse();
            assertThat(table.contains(key("a", BUCKET))).isTrue();
            assertThat(table.offset()).isEqualTo(7);
        }
    }

    @Test
    void what_can_not_be_read_is_not_told_to_be_absent() throws Exception {
        // Given
        List<Bytes> keys = IntStream.range(0, 5_000).mapToObj(i -> key("id-" + i)).toList();
        try (IdTable table = IdTable.open(dir, memory)) {
            table.add(keys);
        }
        TableFiles.write(dir);

        // When
        TableFiles.damage(dir);

        // Then
        assertThatThrownBy(
                        () -> {
                            try (IdTable table = IdTable.open(dir, memory)) {
                                for (Bytes key : keys) {
                                    assertThat(table.contains(key)).isTrue();
                                }
                            }
                        })
                .isInstanceOf(RocksDBException.class);
    }

    private static Bytes key(String id) {
        return key(id, BUCKET);
    }

    private static Bytes key(String id, long bucket) {
        return IdTable.key(Bytes.wrap(id.getBytes(UTF_8)), bucket);
    }
}
