package io.attachrelay.validator.dedup;

import io.attachrelay.model.StoredEvent;
import io.attachrelay.settings.DedupSettings;
import io.attachrelay.topic.Topic;
import io.attachrelay.topic.TopicCatalog;
import io.attachrelay.validator.dedup.ids.IdStores;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/**
 * The story of a stored event: it passes at its first sight, and once more in each replay. Keys and
 * values are bytes that nobody here reads.
 */
public final class DedupTopology {

    private static final Serde<byte[]> RAW = Serdes.ByteArray();

    private final TopicCatalog topics;
    private final DedupSettings settings;
    private final IdStores stores;

    /**
     * @param settings how long an event is remembered
     * @param stores where; closed by the caller behind the streams
     */
    public DedupTopology(TopicCatalog topics, DedupSettings settings, IdStores stores) {
        this.topics = topics;
        this.settings = settings;
        this.stores = stores;
    }

    /** Live and replayed events share one memory; what sets them apart is the topic alone. */
    public Topology build() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(SeenEvents.builder(settings, stores));

        KStream<byte[], byte[]> live =
                firstSights(read(builder, topics.stored(), "live"), "live", SeenId::live)
                        .processValues(
                                WithoutReplayMark::new, Named.as("live-without-replay-mark"));
        KStream<byte[], byte[]> replayed =
                firstSights(
                        read(builder, topics.stored().replay(), "replayed"),
                        "replayed",
                        SeenId::replayed);

        live.merge(replayed, Named.as("live-and-replayed"))
                .processValues(AsFreshEvent::new, Named.as("as-fresh-event"))
                .to(topics.fresh().name(), Produced.with(RAW, RAW).withName("fresh"));
        return builder.build();
    }

    private static KStream<byte[], byte[]> read(
            StreamsBuilder builder, Topic<StoredEvent> topic, String name) {
        return builder.stream(topic.name(), Consumed.with(RAW, RAW).withName(name));
    }

    private KStream<byte[], byte[]> firstSights(
            KStream<byte[], byte[]> events, String name, Function<Headers, Bytes> identify) {
        return events.processValues(
                () -> new FirstSight(identify, settings),
                Named.as(name + "-first-sight"),
                SeenEvents.STORE);
    }
}
