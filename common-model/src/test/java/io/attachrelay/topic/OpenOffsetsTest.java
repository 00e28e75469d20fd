package io.attachrelay.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenOffsetsTest {

    @Test
    void nothing_is_committed_before_anything_was_read() {
        assertThat(new OpenOffsets(Optional.empty()).position()).isEmpty();
    }

    @Test
    void the_lowest_unfinished_offset_holds_the_commit_back_and_the_finished_stand_above_it() {
        // Given
        var offsets = taken(10, 15);

        // When
        offsets.finish(10);
        offsets.finish(12);
        offsets.finish(14);

        // Then
        assertThat(offsets.position()).contains(position(11, 1, 3));
    }

    @Test
    void the_memory_of_what_is_open_is_known() {
        // Given
        var offsets = taken(10, 12);
        offsets.take(12, 12, 700);
        offsets.take(12, 12, 700);

        // When
        offsets.finish(10);
        offsets.finish(10);
        long before = offsets.bytes();
        offsets.finish(12);

        // Then
        assertThat(before).isEqualTo(701);
        assertThat(offsets.bytes()).isEqualTo(1);
    }

    @Test
    void when_all_is_finished_the_next_offset_is_committed() {
        // Given
        var offsets = taken(10, 12);

        // When
        offsets.finish(11);
        offsets.finish(10);

        // Then
        assertThat(offsets.position()).contains(position(12));
    }

    @Test
    void markers_without_a_record_are_passed() {
        // Given
        var offsets = taken(0, 1);
        offsets.finish(0);

        // When
        offsets.readUpTo(5);

        // Then
        assertThat(offsets.position()).contains(position(5));
    }

    @Test
    void what_an_earlier_holder_finished_is_not_taken_again() {
        // Given
        var offsets = new OpenOffsets(Optional.of(position(11, 1, 3)));

        // When
        var taken = LongStream.range(11, 16).filter(o -> offsets.take(o, o, 1)).boxed().toList();

        // Then
        assertThat(taken).containsExactly(11L, 13L, 15L);
    }

    @Test
    void what_an_earlier_holder_finished_and_is_not_yet_read_again_stays_committed() {
        // Given
        var offsets = new OpenOffsets(Optional.of(position(11, 1, 3)));

        // When
        offsets.take(11, 11, 1);

        // Then
        assertThat(offsets.position()).contains(position(11, 1, 3));
    }

    @Test
    void what_was_read_is_behind() {
        // Given
        var offsets = new OpenOffsets(Optional.of(position(11, 1, 3)));
        boolean before = offsets.isBehind(11);

        // When
        offsets.take(11, 11, 1);

        // Then
        assertThat(before).isFalse();
        assertThat(offsets.isBehind(11)).isTrue();
        assertThat(offsets.isBehind(12)).isFalse();
    }

    @Test
    void five_thousand_that_wait_in_one_lane_end_no_reading_and_are_told_of_exactly() {
        // Given
        var offsets = new OpenOffsets(Optional.of(new CommitPosition(0)));

        // When
        LongStream.range(0, 105_000).forEach(offset -> take(offsets, offset));
        var committed = offsets.position().orElseThrow().encode();
        var read = CommitPosition.decode(committed);

        // Then
        assertThat(offsets.mayOutgrowACommit()).isFalse();
        assertThat(committed.metadata()).hasSizeLessThan(50);
        assertThat(LongStream.range(0, 105_000))
                .allMatch(offset -> read.isFinished(offset, lane(offset)) == (offset % 21 > 0));
        assertThat(read.isFinished(105_000, 1)).isFalse();
    }

    /** All but those of one lane are finished at once. */
    private static void take(OpenOffsets offsets, long offset) {
        offsets.take(offset, lane(offset), 1);
        if (lane(offset) > 0) {
            offsets.finish(offset);
        }
    }

    private static long lane(long offset) {
        return offset % 21;
    }

    @Test
    void lanes_that_an_earlier_holder_left_open_stay_so_until_all_is_read_again() {
        // Given
        var left = new FinishedLanes(1_000, Map.of(1L, 0L, 2L, 500L));
        var offsets = new OpenOffsets(Optional.of(new CommitPosition(100, left)));
        offsets.take(100, 1, 1);
        offsets.take(700, 2, 1);
        offsets.finish(100);
        offsets.finish(700);

        // When
        var position = offsets.position().orElseThrow();

        // Then
        assertThat(position.offset()).isEqualTo(701);
        assertThat(position.isFinished(800, 1)).isFalse();
        assertThat(position.isFinished(800, 2)).isFalse();
        assertThat(position.isFinished(800, 3)).isTrue();
        assertThat(position.end()).isEqualTo(1_100);
        offsets.readUpTo(1_100);
        assertThat(offsets.position()).contains(new CommitPosition(1_100));
    }

    @Test
    void a_lane_counts_as_long_as_one_of_its_records_is_open() {
        // Given
        var offsets = new OpenOffsets(Optional.empty());
        long lanes = FinishedLanes.MOST + 1;
        LongStream.range(0, 2 * lanes).forEach(o -> offsets.take(o, o % lanes, 1));
        offsets.readUpTo(FinishedBits.ANY + 2 * lanes);

        // When
        LongStream.range(0, lanes).forEach(offsets::finish);

        // Then
        assertThat(offsets.mayOutgrowACommit()).isTrue();
    }

    @Test
    void reading_ends_where_neither_offsets_nor_lanes_are_sure_to_fit() {
        // Given
        var offsets = new OpenOffsets(Optional.empty());
        LongStream.range(0, FinishedLanes.MOST).forEach(lane -> offsets.take(lane, lane, 1));
        offsets.readUpTo(FinishedBits.ANY + 1);
        boolean fewLanes = offsets.mayOutgrowACommit();

        // When
        offsets.take(FinishedBits.ANY + 1, -1, 1);
        boolean manyLanes = offsets.mayOutgrowACommit();
        offsets.finish(0);

        // Then
        assertThat(fewLanes).isFalse();
        assertThat(manyLanes).isTrue();
        assertThat(offsets.mayOutgrowACommit()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 80, 400, 40_000})
    void after_hand_overs_at_any_moment_exactly_what_was_not_finished_is_taken(int gap) {
        int byLane = 0;
        for (int seed = 0; seed < 15; seed++) {
            // Given
            var random = new Random(seed);
            var partition = new WorkedPartition(random, 600, 40, gap, lane -> lane << 50 | lane);

            // When
            for (int turn = 0; turn < 2_000 && !partition.isWorkedOff(); turn++) {
                partition.readOn(60);
                partition.workOn();
                if (random.nextInt(4) == 0) {
                    partition.assertToldRight(true);
                    partition.handOver();
                }
            }

            // Then
            assertThat(partition.isWorkedOff()).isTrue();
            assertThat(partition.repeated()).isZero();
            byLane += partition.handOversByLane();
        }
        assertThat(byLane > 0).isEqualTo(gap > 1);
    }

    @Test
    void where_many_lanes_look_alike_some_are_repeated_and_none_is_lost() {
        int repeated = 0;
        for (int seed = 0; seed < 3; seed++) {
            // Given
            var random = new Random(seed);
            var partition =
                    new WorkedPartition(random, 3_000, 1_500, 400, lane -> lane << 40 | lane % 700);

            // When
            for (int turn = 0; turn < 5_000 && !partition.isWorkedOff(); turn++) {
                partition.readOn(100);
                partition.workOn();
                if (random.nextInt(8) == 0) {
                    partition.assertToldRight(false);
                    partition.handOver();
                }
            }

            // Then
            assertThat(partition.isWorkedOff()).isTrue();
            repeated += partition.repeated();
        }
        assertThat(repeated).isPositive();
    }

    private static OpenOffsets taken(long from, long to) {
        var offsets = new OpenOffsets(Optional.empty());
        LongStream.range(from, to).forEach(offset -> offsets.take(offset, offset, 1));
        return offsets;
    }

    private static CommitPosition position(long offset, int... finishedAbove) {
        var finished = new BitSet();
        for (int above : finishedAbove) {
            finished.set(above);
        }
        return new CommitPosition(offset, new FinishedBits(finished));
    }
}
