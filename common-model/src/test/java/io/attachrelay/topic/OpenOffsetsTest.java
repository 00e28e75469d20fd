package io.attachrelay.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

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
        assertThat(offsets.spread()).isEqualTo(4);
        assertThat(offsets.size()).isEqualTo(2);
    }

    @Test
    void the_memory_of_what_is_open_is_known() {
        // Given
        var offsets = taken(10, 12);
        offsets.take(12, 700);
        offsets.take(12, 700);

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
        assertThat(offsets.spread()).isZero();
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
        var taken = LongStream.range(11, 16).filter(o -> offsets.take(o, 1)).boxed().toList();

        // Then
        assertThat(taken).containsExactly(11L, 13L, 15L);
    }

    @Test
    void what_an_earlier_holder_finished_and_is_not_yet_read_again_stays_committed() {
        // Given
        var offsets = new OpenOffsets(Optional.of(position(11, 1, 3)));

        // When
        offsets.take(11, 1);

        // Then
        assertThat(offsets.position()).contains(position(11, 1, 3));
    }

    @Test
    void what_was_read_is_behind() {
        // Given
        var offsets = new OpenOffsets(Optional.of(position(11, 1, 3)));
        boolean before = offsets.isBehind(11);

        // When
        offsets.take(11, 1);

        // Then
        assertThat(before).isFalse();
        assertThat(offsets.isBehind(11)).isTrue();
        assertThat(offsets.isBehind(12)).isFalse();
    }

    @Test
    void after_restarts_at_any_moment_exactly_what_was_not_finished_is_taken() {
        var random = new Random(2);
        for (int round = 0; round < 300; round++) {
            // Given
            var finished = new HashSet<Long>();
            var offsets = new OpenOffsets(Optional.of(position(100)));

            // When
            for (int restart = 0; restart < 4; restart++) {
                work(offsets, finished, random);
                var left = offsets.position().orElseThrow().encode();
                offsets = new OpenOffsets(Optional.of(CommitPosition.decode(left)));
            }

            // Then
            var last = offsets;
            long from = last.position().orElseThrow().offset();
            assertThat(LongStream.range(from, 400).filter(o -> last.take(o, 1)))
                    .containsExactlyElementsOf(
                            LongStream.range(100, 400)
                                    .filter(offset -> !finished.contains(offset))
                                    .boxed()
                                    .toList());
        }
    }

    /** Reads on from what is committed, to somewhere, and finishes some of it. */
    private static void work(OpenOffsets offsets, Set<Long> finished, Random random) {
        long from = offsets.position().orElseThrow().offset();
        LongStream.range(from, from + random.nextInt(100))
                .filter(o -> offsets.take(o, 1))
                .filter(_ -> random.nextBoolean())
                .forEach(offset -> {
                    offsets.finish(offset);
                    finished.add(offset);
                });
    }

    private static OpenOffsets taken(long from, long to) {
        var offsets = new OpenOffsets(Optional.empty());
        LongStream.range(from, to).forEach(offset -> offsets.take(offset, 1));
        return offsets;
    }

    private static CommitPosition position(long offset, int... finishedAbove) {
        var finished = new BitSet();
        for (int above : finishedAbove) {
            finished.set(above);
        }
        return new CommitPosition(offset, finished);
    }
}
