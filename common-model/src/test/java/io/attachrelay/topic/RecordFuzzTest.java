package io.attachrelay.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.fuzz.Fuzz;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands on a topic is a value that survives the way there and back, or poison. */
class RecordFuzzTest {

    /** It stands in no schema, so no complaint has a reason to say it. */
    private static final String CONTENT = "content-of-a-record";

    private static final TopicCatalog TOPICS = new TopicCatalog("");

    static Stream<Arguments> topics() {
        return Stream.of(
                topic(TOPICS.stored(), Samples::stored),
                topic(TOPICS.verdict(), Samples::verdict),
                topic(TOPICS.command(), Samples::command),
                topic(TOPICS.result(), Samples::result),
                topic(TOPICS.audit(), Samples::audit));
    }

    private static <V> Arguments topic(Topic<V> topic, Function<Samples, V> sample) {
        byte[][] valid =
                Stream.iterate(1L, seed -> seed + 1)
                        .limit(20)
                        .map(seed -> topic.codec().encode(sample.apply(new Samples(seed))))
                        .toArray(byte[][]::new);
        return Arguments.of(Named.of(topic.name(), topic.codec()), valid);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void a_record_is_a_value_or_poison(RecordCodec<?> codec, byte[][] valid) {
        // Given
        Fuzz fuzz =
                Fuzz.from(valid)
                        .asJson()
                        .with(CONTENT, "\\ud800", "2026-02-30T25:61:00Z", "-0", "1e9", "\u00e9")
                        .times(600);

        // When
        Map<String, Long> outcomes = fuzz.check(bytes -> outcome(codec, bytes));

        // Then
        assertThat(outcomes).containsOnlyKeys("value", "poison");
    }

    private static <V> String outcome(RecordCodec<V> codec, byte[] bytes) {
        V value;
        try {
            value = codec.decode(bytes);
        } catch (PoisonRecordException e) {
            assertThat(e).hasMessageNotContaining(CONTENT);
            return "poison";
        }
        assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
        return "value";
    }
}
