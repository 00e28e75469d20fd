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

    // Earlier versions polled so many.
    private static final int POLL = 500;

    @Test
    void what_was_committed_is_read_again() {
        // Given
        var random = new Random(1);
        for (int i = 0; i < 200; i++) {
            var finished = new BitSet();
            random.ints(i, 0, FinishedBits.REACH).forEach(finished::set);
            var position =
                    new CommitPosition(random.nextLong(1L << 60), new FinishedBits(finished));

            // When
            var read = CommitPosition.decode(position.encode());

            // Then
            assertThat(read).isEqualTo(position);
        }
    }

    @Test
    void a_position_without_finished_ones_above_has_no_metadata() {
        assertThat(new CommitPosition(7).encode()).isEqualTo(new OffsetAndMetadata(7, ""));
    }

    @Test
    void as_many_as_earlier_versions_told_of_fit() {
        // Given
        var random = new Random(2);
        var finished = new BitSet();
        finished.set(1, FinishedBits.REACH);
        random.ints(400, 0, FinishedBits.REACH).forEach(finished::clear);
        random.ints(POLL, FinishedBits.REACH - POLL, FinishedBits.REACH).forEach(finished::clear);

        // When
        var committed = new CommitPosition(5, new FinishedBits(finished)).encode();

        // Then
        assertThat(committed.metadata()).hasSizeLessThan(MOST_METADATA);
        assertThat(bits(committed).equals(finished)).isTrue();
    }

    @Test
    void any_of_some_offsets_and_of_a_poll_may_be_finished() {
        for (int share = 1; share < 10; share++) {
            // Given
            var random = new Random(share);
            var finished = new BitSet();
            for (int i = 1; i < FinishedBits.ANY + POLL; i++) {
                finished.set(i, random.nextInt(10) < share);
            }

            // When
            var committed = new CommitPosition(Long.MAX_VALUE, new FinishedBits(finished)).encode();

            // Then
            assertThat(committed.metadata()).hasSizeLessThan(MOST_METADATA);
            assertThat(bits(committed).equals(finished)).isTrue();
        }
    }

    @Test
    void of_what_has_no_pattern_the_first_20_000_and_more_fit_and_never_too_much() {
        // Given
        var random = new Random(3);
        var finished = new BitSet();
        random.ints(500_000, 1, FinishedBits.REACH).forEach(finished::set);
        random.ints(10_000, 1, 20_000).forEach(finished::set);

        // When
        var committed = new CommitPosition(Long.MAX_VALUE, new FinishedBits(finished)).encode();

        // Then
        assertThat(committed.metadata()).hasSizeLessThan(MOST_METADATA);
        var read = bits(committed);
        assertThat(read.length()).isGreaterThan(20_000);
        assertThat(read.equals(finished.get(0, read.length()))).isTrue();
    }

    @Test
    void nothing_beyond_the_reach_is_remembered() {
        // Given
        var all = new BitSet();
        all.set(1, 2 * FinishedBits.REACH);

        // When
        var committed = new CommitPosition(5, new FinishedBits(all)).encode();

        // Then
        assertThat(bits(committed).length()).isEqualTo(FinishedBits.REACH);
    }

    @Test
    void metadata_of_a_commit_that_was_moved_tell_of_nothing_finished() {
        // Given
        var finished = new BitSet();
        finished.set(1);
        var committed = new CommitPosition(70, new FinishedBits(finished)).encode();

        // When
        var moved = new OffsetAndMetadata(50, committed.metadata());

        // Then
        assertThat(CommitPosition.decode(moved)).isEqualTo(new CommitPosition(50));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "consumed by another tool", "2:", "2:9:", "2:9:no Base64!", "2:9:AAAA"})
    void metadata_of_others_tells_of_nothing_finished(String metadata) {
        assertThat(CommitPosition.decode(new OffsetAndMetadata(9, metadata)))
                .isEqualTo(new CommitPosition(9));
    }

    @Test
    void what_earlier_versions_committed_is_read() {
        assertThat(CommitPosition.decode(new OffsetAndMetadata(11, "2:11:4wIA")))
                .isEqualTo(
                        new CommitPosition(11, new FinishedBits(BitSet.valueOf(new long[] {10}))));
    }

    private static BitSet bits(OffsetAndMetadata committed) {
        return ((FinishedBits) CommitPosition.decode(committed).finished()).bits();
    }
}
