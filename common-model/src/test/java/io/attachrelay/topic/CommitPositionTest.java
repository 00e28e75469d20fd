package io.attachrelay.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitPositionTest {

    // The broker's default of offset.metadata.max.bytes.
    private static final int MOST_METADATA = 4_096;

    @Test
    void what_was_committed_is_read_again() {
        // Given
        var random = new Random(1);
        for (int i = 0; i < 200; i++) {
            var finished = new BitSet();
            random.ints(i, 0, CommitPosition.REACH).forEach(finished::set);
            var position = new CommitPosition(random.nextLong(1L << 60), finished);

            // When
            var read = CommitPosition.decode(position.encode());

            // Then
            assertThat(read).isEqualTo(position);
        }
    }

    @Test
    void a_position_without_finished_ones_above_has_no_metadata() {
        assertThat(new CommitPosition(7, new BitSet()).encode())
                .isEqualTo(new OffsetAndMetadata(7, ""));
    }

    @Test
    void the_metadata_never_outgrows_what_a_broker_takes() {
        // Given
        var all = new BitSet();
        all.set(1, 1_000_000);

        // When
        var committed = new CommitPosition(5, all).encode();

        // Then
        assertThat(committed.metadata().length()).isBetween(4_000, MOST_METADATA);
        assertThat(CommitPosition.decode(committed).finished().length())
                .isEqualTo(CommitPosition.REACH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "consumed by another tool", "1:", "1:not Base64!", "2:AAAA"})
    void metadata_of_others_tells_of_nothing_finished(String metadata) {
        assertThat(CommitPosition.decode(new OffsetAndMetadata(9, metadata)))
                .isEqualTo(new CommitPosition(9, new BitSet()));
    }
}
