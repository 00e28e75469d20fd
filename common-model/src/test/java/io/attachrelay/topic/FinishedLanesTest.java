package io.attachrelay.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FinishedLanesTest {

    @Test
    void of_a_lane_that_is_listed_all_is_finished_below_and_of_others_all_that_was_read() {
        // Given
        var finished = read(new FinishedLanes(100, Map.of(5L, 0L, 6L, 40L)));

        // Then
        assertThat(finished.has(0, 5)).isFalse();
        assertThat(finished.has(99, 5)).isFalse();
        assertThat(finished.has(39, 6)).isTrue();
        assertThat(finished.has(40, 6)).isFalse();
        assertThat(finished.has(99, 7)).isTrue();
        assertThat(finished.has(100, 7)).isFalse();
        assertThat(finished.has(-1, 7)).isFalse();
    }

    @Test
    void what_is_told_is_read_again() {
        // Given
        var random = new Random(1);
        for (int lanes = 0; lanes < 220; lanes++) {
            var finished = lanes(random, lanes, 1L << random.nextInt(10, 40));

            // Then
            assertThat(read(finished)).isEqualTo(finished);
        }
    }

    @Test
    void a_lane_costs_a_dozen_bytes_however_much_was_read() {
        assertThat(new FinishedLanes(1L << 40, Map.of(-1L, 0L)).text()).hasSizeLessThan(24);
    }

    /** A change here repeats what stands in a broker: then {@link CommitPosition} needs a form. */
    @Test
    void the_form_and_the_hashes_of_lanes_stay_as_they_are() {
        // Given
        var conversation = new LaneKey.Conversation(ByteBuffer.wrap("key".getBytes(UTF_8)));
        var keyless = new LaneKey.Keyless(7);
        var lanes = Map.of(conversation.hash(), 0L, keyless.hash(), 300L);
        var position = new CommitPosition(9, new FinishedLanes(1_000, lanes));

        // Then
        var committed = new OffsetAndMetadata(9, "3:9:6AcIAgAscOEregZG+awCAAAAAAAAAAc");
        assertThat(position.encode()).isEqualTo(committed);
        assertThat(CommitPosition.decode(committed)).isEqualTo(position);
    }

    @ParameterizedTest
    @ValueSource(longs = {21_000, 1_000_000, 100_000_000})
    void as_many_lanes_as_are_read_for_and_those_of_a_poll_fit(long offsets) {
        for (int seed = 0; seed < 100; seed++) {
            // Given
            var random = new Random(seed);
            var lowestOpen = new HashMap<Long, Long>();
            random.longs(FinishedLanes.MOST, 0, offsets)
                    .forEach(open -> lowestOpen.put(random.nextLong(), open));
            random.longs(FinishedLanes.RECORDS_OF_A_POLL, offsets, offsets + 4_000)
                    .forEach(open -> lowestOpen.put(random.nextLong(), open));
            var finished = new FinishedLanes(offsets + 4_000, lowestOpen);

            // When
            var read = read(finished);

            // Then
            assertThat(finished.fits()).isTrue();
            assertThat(read.length()).isEqualTo(finished.length());
            assertThat(lowestOpen.entrySet())
                    .noneMatch(lane -> read.has(lane.getValue(), lane.getKey()));
        }
    }

    @Test
    void of_too_many_lanes_as_much_is_told_as_fits_and_nothing_that_is_not_so() {
        // Given
        var random = new Random(2);
        var finished = lanes(random, 5_000, 1_000_000);

        // When
        var read = read(finished);

        // Then
        assertThat(finished.fits()).isFalse();
        assertThat(read.length()).isGreaterThan(50_000);
        assertThat(finished.lowestOpen().entrySet())
                .noneMatch(lane -> read.has(lane.getValue(), lane.getKey()));
    }

    @Test
    void lanes_that_look_alike_are_repeated_and_none_is_skipped() {
        // Given
        var lowestOpen = new HashMap<Long, Long>();
        IntStream.range(0, 480)
                .forEach(lane -> lowestOpen.put((long) lane << 40 | lane % 400, 1_000L + lane));

        // When
        var read = read(new FinishedLanes(2_000, lowestOpen));

        // Then
        assertThat(read.lowestOpen()).hasSize(400);
        lowestOpen.forEach((lane, open) -> assertThat(read.has(open, lane)).isFalse());
        assertThat(read.has(1_000, 400L << 40)).isFalse();
        assertThat(read.has(999, 400L << 40)).isTrue();
        assertThat(read.has(1_399, 399)).isFalse();
        assertThat(read.has(1_398, 399)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3:",
                "3:9:",
                "3:9:no Base64!",
                "3:9:AAAA",
                "3:9:6AcIAgAscOEregZG+awC",
                "3:9:gICAgICAgICAgIABCAA",
                // its last lane is cut off whole
                "3:9:6AcIAgAscOEregZG+Q",
                "4:9:6AcI"
            })
    void other_metadata_tell_of_nothing_finished(String metadata) {
        assertThat(CommitPosition.decode(new OffsetAndMetadata(9, metadata)))
                .isEqualTo(new CommitPosition(9));
    }

    private static FinishedLanes lanes(Random random, int count, long length) {
        var lowestOpen = new HashMap<Long, Long>();
        random.longs(count, 0, length).forEach(open -> lowestOpen.put(random.nextLong(), open));
        return new FinishedLanes(length, lowestOpen);
    }

    /** What a commit keeps of it. */
    private static FinishedLanes read(FinishedLanes finished) {
        var committed = new CommitPosition(1L << 60, finished).encode();
        assertThat(committed.metadata()).hasSizeLessThan(4_096);
        return (FinishedLanes) CommitPosition.decode(committed).finished();
    }
}
