package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static io.attachrelay.deploy.system.SimulatedSystem.GLOBEX;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.system.Closing;
import io.attachrelay.deploy.system.SimulatedSystem;
import io.attachrelay.deploy.system.SimulatedSystemBuilder;
import io.attachrelay.deploy.system.TopicTail;
import io.attachrelay.deploy.testkit.kafka.TopicReader;
import io.attachrelay.deploy.testkit.platform.EventIds;
import io.attachrelay.deploy.testkit.platform.MediaItem;
import io.attachrelay.deploy.testkit.platform.PlatformSimulator;
import io.attachrelay.deploy.testkit.platform.Received;
import io.attachrelay.deploy.testkit.platform.RetrySchedule;
import io.attachrelay.deploy.testkit.sample.SampleFile;
import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.media.store.ObjectStores;
import io.attachrelay.model.VerdictEvent;
import io.attachrelay.topic.Topic;
import io.attachrelay.topic.TopicAdmin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * A broker, both platforms and a store: what tests act on and look at, whoever runs the services.
 */
final class Stage implements AutoCloseable {

    /** Longer than anything here takes on a loaded machine; what takes so long has failed. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    // Long enough for a broker or a service to be killed and started, and for a second sight of a
    // medium that is gone, which counts 3 s after the first.
    private static final RetrySchedule RETRIES =
            new RetrySchedule(Duration.ofSeconds(10), 150, Duration.ofMillis(400));

    private final Closing closing = new Closing();
    private final Path folder;
    private final SimulatedSystem system;
    private final Admin admin;
    private final TopicReader reader;
    private final ObjectStore store;
    private final TopicTail<VerdictEvent> verdicts;

    private Stage(Path folder, SimulatedSystem system) {
        this.folder = folder;
        this.system = closing.add(system);
        this.reader = closing.add(new TopicReader(system.bootstrapServers()));
        this.store = closing.add(ObjectStores.open(system.settings().store(), Clock.systemUTC()));
        this.admin = closing.add(system.clients().admin());
        new TopicAdmin(admin).ensure(system.topics());
        this.verdicts = closing.add(new TopicTail<>(system.clients(), system.topics().verdict()));
    }

    /**
     * Sets a stage without services.
     *
     * @param name of its folder under {@code target}, whose logs outlive a failed run
     */
    static Stage set(String name) throws IOException {
        return set(name, world -> world);
    }

    /** The same in a world that differs from the usual one. */
    static Stage set(String name, UnaryOperator<SimulatedSystemBuilder> differently)
            throws IOException {
        Path folder = folder(name);
        delete(folder);
        SimulatedSystemBuilder builder =
                SimulatedSystem.builder(folder).retrying(RETRIES).set("fetch.max-bytes", "4MB");
        return new Stage(folder, differently.apply(builder).build());
    }

    /** Where the stage of that name keeps all that is written. */
    static Path folder(String name) {
        return Path.of("target", "acceptance", name).toAbsolutePath();
    }

    /** Deletes a folder with all that is in it, if it is there. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }

    SimulatedSystem system() {
        return system;
    }

    Path folder() {
        return folder;
    }

    ObjectStore store() {
        return store;
    }

    /** The verdicts so far; nothing but the inspector and replays write them. */
    TopicTail<VerdictEvent> verdicts() {
        return verdicts;
    }

    /** Waits for a condition; nothing here waits for time. */
    static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50));
    }

    PlatformSimulator platform(String tenant) {
        return switch (tenant) {
            case ACME -> system.genesys();
            case GLOBEX -> system.cxone();
            default -> throw new IllegalArgumentException(tenant);
        };
    }

    /** Puts files on the media host of the tenant's platform. */
    List<MediaItem> publish(String tenant, SampleFile... files) {
        return Arrays.stream(files)
                .map(f -> platform(tenant).media().publish(f.name(), f.mimeType(), f))
                .toList();
    }

    /** A new message with these files. */
    ArrivingMessage message(String tenant, SampleFile... files) {
        return new ArrivingMessage(
                platform(tenant), tenant, EventIds.random(), publish(tenant, files));
    }

    /** All committed records that stand on the topic under this conversation's key. */
    List<ConsumerRecord<byte[], byte[]>> records(Topic<?> topic, String conversation)
            throws InterruptedException {
        byte[] key = conversation.getBytes(StandardCharsets.UTF_8);
        return reader.read(topic.name()).stream().filter(r -> Arrays.equals(r.key(), key)).toList();
    }

    /** All committed records that stand on the topic, by their keys. */
    Map<String, List<ConsumerRecord<byte[], byte[]>>> byConversation(Topic<?> topic)
            throws InterruptedException {
        return reader.read(topic.name()).stream()
                .collect(groupingBy(r -> new String(r.key(), StandardCharsets.UTF_8)));
    }

    /** All committed records that stand on the topic. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic) throws InterruptedException {
        return reader.read(topic);
    }

    /** Every record of every topic, with key and headers, as text. */
    List<String> allRecords() throws InterruptedException {
        List<String> texts = new ArrayList<>();
        for (String topic : topicNames()) {
            records(topic).forEach(r -> texts.add(text(r)));
        }
        return texts;
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder text = new StringBuilder(record.topic());
        append(text, record.key());
        append(text, record.value());
        record.headers().forEach(h -> append(text.append('\n').append(h.key()), h.value()));
        return text.toString();
    }

    private static void append(StringBuilder text, byte[] bytes) {
        if (bytes != null) {
            text.append('\n').append(new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }

    /** The names of all topics, those that services made for themselves included. */
    Set<String> topicNames() {
        return admin.listTopics().names().toCompletionStage().toCompletableFuture().join();
    }

    /** How many records have ever stood on a topic; of all partitions together. */
    long endOf(Topic<?> topic) {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        for (int i = 0; i < topic.partitions(); i++) {
            latest.put(new TopicPartition(topic.name(), i), OffsetSpec.latest());
        }
        var ends = admin.listOffsets(latest);
        return latest.keySet().stream()
                .mapToLong(p ->
                        ends.partitionResult(p)
                                .toCompletionStage()
                                .toCompletableFuture()
                                .join()
                                .offset())
                .sum();
    }

    /** Whether an instance has partitions of its group. */
    boolean hasPartitions(String group, String instance) {
        String name = system.clients().prefixed(group);
        var groups = admin.describeConsumerGroups(List.of(name)).all();
        return groups.toCompletionStage().toCompletableFuture().join().values().stream()
                .flatMap(g -> g.members().stream())
                .filter(m -> m.groupInstanceId().orElse("").startsWith(instance))
                .anyMatch(m -> !m.assignment().topicPartitions().isEmpty());
    }

    /** Waits until the deduplicator has committed all that stands on its live topic. */
    void awaitDeduplicated() {
        String stored = system.topics().stored().name();
        await().until(() ->
                reader.isReadToTheEnd(system.clients().prefixed("deduplicator"), stored));
    }

    /** The verdict event of a message, once it is there. */
    TopicTail.Seen<VerdictEvent> verdict(ArrivingMessage message) throws InterruptedException {
        return verdicts.await(v -> isAbout(v, message), PATIENCE);
    }

    /** All verdict events of a message so far. */
    List<TopicTail.Seen<VerdictEvent>> verdictsOf(ArrivingMessage message) {
        return verdicts.where(v -> isAbout(v, message));
    }

    private static boolean isAbout(VerdictEvent event, ArrivingMessage message) {
        return event.message().tenant().equals(message.tenant())
                && event.message().conversationId().equals(message.conversation())
                && event.message().messageId().equals(message.ids().messageId());
    }

    /**
     * The routing attributes that the platform has for a message, once {@code count} media count.
     */
    Map<String, String> attributes(ArrivingMessage message, int count) throws InterruptedException {
        String wanted = Integer.toString(count);
        message.platform()
                .received()
                .await(
                        _ ->
                                attributesOf(message).stream()
                                        .anyMatch(a -> wanted.equals(a.get("media_count"))),
                        PATIENCE);
        return attributesOf(message).getLast();
    }

    /** All sets of attributes that the platform was given for a message, in order. */
    static List<Map<String, String>> attributesOf(ArrivingMessage message) {
        return message.platform().received().attributes().stream()
                .filter(a -> a.target().equals(message.target()))
                .map(Received.RoutingAttributes::values)
                .toList();
    }

    /** What the agent was told under a message or conversation. */
    List<String> notices(String tenant, String target) {
        return platform(tenant).received().systemMessages().stream()
                .filter(m -> m.target().equals(target))
                .map(Received.SystemMessage::text)
                .toList();
    }

    /** Waits until the agent was told something. */
    void awaitNotice(String tenant, String target) {
        await().untilAsserted(() -> assertThat(notices(tenant, target)).isNotEmpty());
    }

    @Override
    public void close() {
        closing.close();
    }
}
