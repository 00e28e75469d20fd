package io.attachrelay.validator.dedup.ids;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.validator.dedup.ids.Restoring.Lot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.Test;

class RestoringTest {

    private static final byte[] VALUE = {1};

    private final List<Lot> lots = new ArrayList<>();
    private final Restoring restoring = new Restoring(lots::add);

    @Test
    void ids_are_read_from_the_changelogs_keys_all_at_once() {
        // When
        restoring.restoreAll(
                List.of(
                        KeyValue.pair(changelogKey("a", 2_000), VALUE),
                        KeyValue.pair(changelogKey("long id", 1_000), VALUE)));

        // Then
        assertThat(lots)
                .containsExactly(
                        new Lot(List.of(tableKey("a", 2_000), tableKey("long id", 1_000)), 2_000));
    }

    private static byte[] changelogKey(String id, long window) {
        return ByteBuffer.allocate(id.length() + Long.BYTES + Integer.BYTES)
                .put(id.getBytes(UTF_8))
                .putLong(window)
                .array();
    }

    private static Bytes tableKey(String id, long window) {
        return IdTable.key(Bytes.wrap(id.getBytes(UTF_8)), window);
    }
}
