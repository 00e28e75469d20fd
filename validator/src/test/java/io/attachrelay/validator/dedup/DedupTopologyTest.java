package io.attachrelay.validator.dedup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.model.StoredEvent;
import io.attachrelay.settings.DedupSettings;
import io.attachrelay.topic.Topic;
import io.attachrelay.topic.TopicCatalog;
import io.attachrelay.validator.dedup.ids.IdStores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DedupTopologyTest {

    private static final Duration RETENTION = Duration.ofHours(72);
    // The begin of a bucket: a multiple of the retention.
    private static final Instant BUCKET = Instant.EPOCH.plus(RETENTION.multipliedBy(6_800));
    private static final TopicCatalog TOPICS = new TopicCatalog("it.");

    @TempDir Path stateDir;
    private final IdStores stores = new IdStores("this boot");
    private TopologyTestDriver driver;

    @BeforeEach
    void start() {
        Properties config = new Properties();
        config.putAll(
                Map.of(
                        StreamsConfig.STATE_DIR_CONFIG,
                        stateDir.toString(),
                        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                        PoisonToDeadLetters.class));
        driver = new TopologyTestDriver(topology().build(), config, BUCKET);
    }

    @AfterEach
    void close() {
        driver.close();
        stores.close();
    }

    private DedupTopology topology() {
        return new DedupTopology(TOPICS, new DedupSettings(RETENTION), stores);
    }

    @Test
    void the_topology_is_the_one_that_stores_and_changelogs_are_named_after() throws IOException {
        try (var golden = getClass().getResourceAsStream("topology.txt")) {
            assertThat(topology().build().describe().toString())
                    .isEqualToNormalizingNewlines(new String(golden.readAllBytes(), UTF_8));
        }
    }

    @Test
    void a_first_sight_passes_with_its_key_value_headers_and_time() {
        // When
        live(event("a").withHeader("traceparent", "00-1-2-03"), BUCKET);

        // Then
        var passed = fresh().getFirst();
        assertThat(passed.key()).isEqualTo("conversation".getBytes(UTF_8));
        assertThat(passed.value()).isEqualTo(Event.VALUE);
        assertThat(passed.getRecordTime()).isEqualTo(BUCKET);
        assertThat(headers(passed))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "ar_dedup_key", "a",
                                "traceparent", "00-1-2-03",
                                "ce_source", "/attachrelay/gateway",
                                "ce_type", "io.attachrelay.media.fresh.v1"));
    }

    @Test
    void a_second_sight_is_dropped_and_another_key_passes() {
        // When
        live(event("a"), BUCKET);
        live(event("a"), BUCKET.plusMillis(1));
        live(event("b"), BUCKET.plusMillis(1));

        // Then
        assertThat(passedKeys()).containsExactly("a", "b");
    }

    @Test
    void an_id_is_remembered_for_the_whole_retention_wherever_its_bucket_ends() {
        // Given
        List<Duration> places =
                List.of(Duration.ZERO, Duration.ofHours(36), RETENTION.minusMillis(1));

        // When
        for (Duration place : places) {
            Instant seen = BUCKET.plus(place);
            live(event(place.toString()), seen);
            live(event(place.toString()), seen.plus(RETENTION));
        }

        // Then
        assertThat(passedKeys())
                .containsExactlyElementsOf(places.stream().map(String::valueOf).toList());
    }

    @Test
    void an_id_is_forgotten_after_two_retentions() {
        // When
        live(event("a"), BUCKET);
        live(event("a"), BUCKET.plus(RETENTION.multipliedBy(2)).minusMillis(1));
        live(event("a"), BUCKET.plus(RETENTION.multipliedBy(2)));

        // Then
        assertThat(passedKeys()).containsExactly("a", "a");
    }

    @Test
    void a_record_that_comes_late_over_a_buckets_edge_is_judged_by_its_own_time() {
        // Given
        Instant edge = BUCKET.plus(RETENTION);
        live(event("old"), BUCKET.minusMillis(1));
        live(event("early"), edge);

        // When
        live(event("old"), edge.minusMillis(1));
        live(event("late"), edge.minusMillis(1));
        live(event("late"), edge.minusMillis(1));

        // Then
        assertThat(passedKeys()).containsExactly("old", "early", "late");
    }

    @Test
    void a_replay_lets_an_event_pass_once_with_its_mark() {
        // Given
        live(event("a"), BUCKET);

        // When
        replayed(event("a").replay("r1"), BUCKET.plusSeconds(1));
        replayed(event("a").replay("r1"), BUCKET.plusSeconds(2));

        // Then
        var passed = fresh();
        assertThat(passed).hasSize(2);
        assertThat(headers(passed.get(1)))
                .containsEntry("ar_replay_id", "r1")
                .containsEntry("ar_replay_effects", "true");
    }

    @Test
    void each_replay_lets_an_event_pass_again() {
        // When
        replayed(event("a").replay("r1"), BUCKET);
        replayed(event("a").replay("r2"), BUCKET);

        // Then
        assertThat(passedKeys()).containsExactly("a", "a");
    }

    @Test
    void a_storm_of_live_duplicates_is_dropped_during_a_replay() {
        // Given
        live(event("a"), BUCKET);
        replayed(event("a").replay("r1"), BUCKET.plusSeconds(1));

        // When
        for (int i = 0; i < 50; i++) {
            live(event("a"), BUCKET.plusSeconds(2));
        }

        // Then
        assertThat(fresh()).hasSize(2);
    }

    @Test
    void a_live_record_can_not_pass_for_a_replayed_one() {
        // When
        live(event("a").replay("r1"), BUCKET);
        live(event("a").replay("r2"), BUCKET);

        // Then
        var passed = fresh();
        assertThat(passed).hasSize(1);
        assertThat(headers(passed.getFirst()))
                .doesNotContainKeys("ar_replay_id", "ar_replay_effects");
    }

    @Test
    void a_live_record_can_not_use_up_a_replays_pass() {
        // When
        live(event("a\0r1"), BUCKET);
        replayed(event("a").replay("r1"), BUCKET);

        // Then
        assertThat(passedKeys()).containsExactly("a");
        assertThat(headers(deadLetters(TOPICS.stored()).getFirst()))
                .containsEntry("ar_dlq_reason", "has a zero byte in its header ar_dedup_key");
    }

    @Test
    void a_record_without_a_dedup_key_goes_to_the_dead_letters_as_it_came_and_the_stream_goes_on() {
        // When
        live(new Event().replay("r1"), BUCKET);
        live(event("a"), BUCKET);

        // Then
        assertThat(passedKeys()).containsExactly("a");
        var letter = deadLetters(TOPICS.stored()).getFirst();
        assertThat(letter.key()).isEqualTo("conversation".getBytes(UTF_8));
        assertThat(letter.value()).isEqualTo(Event.VALUE);
        assertThat(headers(letter))
                .containsEntry("ar_dlq_reason", "has no header ar_dedup_key")
                .containsEntry("ar_dlq_topic", TOPICS.stored().name())
                .containsEntry("ar_dlq_partition", "0")
                .containsEntry("ar_dlq_offset", "0")
                .containsEntry("ar_dlq_attempts", "0")
                .containsEntry("ar_replay_id", "r1")
                .containsEntry("ce_source", "/attachrelay/gateway");
    }

    @Test
    void a_replayed_record_without_a_replay_id_goes_to_the_replays_dead_letters() {
        // When
        replayed(event("a"), BUCKET);

        // Then
        assertThat(fresh()).isEmpty();
        assertThat(headers(deadLetters(TOPICS.stored().replay()).getFirst()))
                .containsEntry("ar_dlq_reason", "has no header ar_replay_id");
    }

    private void live(Event event, Instant at) {
        send(TOPICS.stored(), event, at);
    }

    private void replayed(Event event, Instant at) {
        send(TOPICS.stored().replay(), event, at);
    }

    private void send(Topic<StoredEvent> topic, Event event, Instant at) {
        TestInputTopic<byte[], byte[]> input =
                driver.createInputTopic(
                        topic.name(), new ByteArraySerializer(), new ByteArraySerializer());
        input.pipeInput(
                new TestRecord<>("conversation".getBytes(UTF_8), Event.VALUE, event.headers(), at));
    }

    private List<TestRecord<byte[], byte[]>> fresh() {
        return read(TOPICS.fresh().name());
    }

    private List<TestRecord<byte[], byte[]>> deadLetters(Topic<?> topic) {
        return read(topic.deadLetters().name());
    }

    private List<TestRecord<byte[], byte[]>> read(String topic) {
        TestOutputTopic<byte[], byte[]> output =
                driver.createOutputTopic(
                        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        return output.readRecordsToList();
    }

    private List<String> passedKeys() {
        return fresh().stream().map(r -> headers(r).get("ar_dedup_key")).toList();
    }

    private static Map<String, String> headers(TestRecord<byte[], byte[]> record) {
        return Event.text(record.headers());
    }

    private static Event event(String dedupKey) {
        return new Event().withHeader("ar_dedup_key", dedupKey);
    }

    /** A stored event whose headers a test adds to. */
    private static final class Event {

        static final byte[] VALUE = {0, (byte) 0xff, 'n', 'o', ' ', 'J', 'S', 'O', 'N'};

        private final RecordHeaders headers = new RecordHeaders();

        Event() {
            withHeader("ce_type", "io.attachrelay.media.stored.v1");
            withHeader("ce_source", "/attachrelay/gateway");
        }

        Event withHeader(String name, String value) {
            headers.add(name, value.getBytes(UTF_8));
            return this;
        }

        Event replay(String id) {
            return withHeader("ar_replay_id", id).withHeader("ar_replay_effects", "true");
        }

        RecordHeaders headers() {
            return headers;
        }

        static Map<String, String> text(Headers all) {
            var text = new TreeMap<String, String>();
            all.forEach(h -> text.put(h.key(), new String(h.value(), UTF_8)));
            return text;
        }
    }
}
