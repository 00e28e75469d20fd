package io.attachrelay.deploy.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.system.TopicTail;
import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.model.DedupKey;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.MessageContext;
import io.attachrelay.model.Origin;
import io.attachrelay.model.Platform;
import io.attachrelay.model.Profile;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.StoredEvent;
import io.attachrelay.settings.KafkaSettings;
import io.attachrelay.topic.EventHeaders;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.Outgoing;
import io.attachrelay.topic.Publisher;
import io.attachrelay.topic.ReplayMark;
import io.attachrelay.topic.TopicAdmin;
import io.attachrelay.topic.TopicCatalog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayJobTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir static Path dir;
    private static KafkaBroker broker;

    private final KafkaClients clients =
            new KafkaClients(KafkaSettings.DEFAULT.at(broker.bootstrapServers()));
    private final TopicCatalog topics = new TopicCatalog("t" + UUID.randomUUID() + ".");

    @BeforeAll
    static void startBroker() {
        broker = KafkaBroker.builder().dataDir(dir).build().start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void the_chosen_records_of_the_range_are_copied_with_the_replays_mark() throws Exception {
        // Given
        createTopics();
        publish("acme", "before");
        Instant from = afterNow();
        publish("acme", "wanted");
        publish("globex", "another tenant");
        Instant to = afterNow();
        publish("acme", "after");

        // When
        ReplayReport report = job("r1", from, to, Optional.of("acme")).run(new Silent());

        // Then
        try (var copies = new TopicTail<>(clients, topics.stored().replay())) {
            var copy = copies.await(e -> e.message().messageId().equals("wanted"), PATIENCE);
            assertThat(copies.where(_ -> true)).hasSize(1);
            assertThat(copy.header("ar_replay_id")).contains("r1");
            assertThat(copy.header("ar_replay_effects")).contains("false");
            assertThat(copy.header("ar_dedup_key")).contains("k-wanted");
        }
        assertThat(report.records()).containsExactly(Map.entry("acme", 1L));
    }

    @Test
    void a_dry_run_counts_and_writes_nothing() throws Exception {
        // Given
        createTopics();
        Instant from = afterNow();
        publish("acme", "one");
        publish("acme", "two");

        // When
        ReplayReport report = job("r2", from, afterNow(), Optional.empty()).dryRun(new Silent());

        // Then
        assertThat(report.total()).isEqualTo(2);
        assertThat(end(topics.stored().replay().name())).isZero();
    }

    @Test
    void the_same_replay_run_again_copies_nothing_twice() throws Exception {
        // Given
        createTopics();
        Instant from = afterNow();
        publish("acme", "one");
        Instant to = afterNow();
        job("r3", from, to, Optional.empty()).run(new Silent());

        // When
        ReplayReport again = job("r3", from, to, Optional.empty()).run(new Silent());

        // Then
        assertThat(again.total()).isZero();
        try (var copies = new TopicTail<>(clients, topics.stored().replay())) {
            copies.await(e -> e.message().messageId().equals("one"), PATIENCE);
            assertThat(copies.where(_ -> true)).hasSize(1);
        }
    }

    @Test
    void a_replay_that_breaks_off_goes_on_where_its_last_batch_was_committed() throws Exception {
        // Given
        createTopics();
        Instant from = afterNow();
        for (int i = 0; i < 250; i++) {
            publish("acme", "m" + i);
        }
        Instant to = afterNow();
        BreaksOff firstBatch = new BreaksOff();
        ReplayJob broken = job("r4", from, to, Optional.empty());
        assertThatThrownBy(() -> broken.run(firstBatch)).hasMessage("broken off");

        // When
        ReplayReport rest = job("r4", from, to, Optional.empty()).run(new Silent());

        // Then
        assertThat(firstBatch.passed + rest.total()).isEqualTo(250);
        try (var copies = new TopicTail<>(clients, topics.stored().replay())) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(copies.where(_ -> true)).hasSize(250));
            assertThat(copies.where(_ -> true).stream().map(s -> s.value().message().messageId()))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void the_replay_leaves_an_audit_entry() throws Exception {
        // Given
        createTopics();
        Instant from = afterNow();
        publish("acme", "one");

        // When
        job("r5", from, afterNow(), Optional.empty()).run(new Silent());

        // Then
        try (var audit = new TopicTail<>(clients, topics.audit())) {
            var entry = audit.await(a -> a.subject().equals("r5"), PATIENCE).value();
            assertThat(entry.who()).isEqualTo("replay:ann");
            assertThat(entry.what()).isEqualTo("replay.done");
        }
    }

    private ReplayJob job(String id, Instant from, Instant to, Optional<String> tenant) {
        ReplayRequest request =
                new ReplayRequest(
                        new ReplayMark(id, false),
                        from,
                        to,
                        tenant,
                        Optional.empty(),
                        "ann",
                        10_000);
        return new ReplayJob(clients, topics, topics.stored(), request, Clock.systemUTC());
    }

    private void createTopics() {
        try (var admin = clients.admin()) {
            new TopicAdmin(admin).ensure(topics);
        }
    }

    /** Ranges are told apart by milliseconds, so the next record must not share this one. */
    private static Instant afterNow() {
        Instant now = Instant.now().plusMillis(1);
        while (Instant.now().toEpochMilli() <= now.toEpochMilli()) {
            Thread.onSpinWait();
        }
        return now;
    }

    private void publish(String tenant, String messageId) {
        MessageContext message =
                new MessageContext(
                        tenant,
                        Origin.PLATFORM,
                        Platform.GENESYS,
                        Profile.GENESYS_MEDIA_EVENTS,
                        "e-" + messageId,
                        messageId,
                        "conv-" + messageId,
                        "web",
                        Instant.EPOCH);
        StoredAttachment media =
                new StoredAttachment.Refused(
                        MediaId.of(tenant, Platform.GENESYS, "c", messageId, "a"),
                        null,
                        null,
                        ReasonCode.GONE);
        DedupKey key = new DedupKey("k-" + messageId);
        EventHeaders headers =
                new EventHeaders(
                        messageId, "test", "/test", null, Instant.EPOCH, null, null, key, null);
        try (var publisher = new Publisher(clients.producer())) {
            publisher.publish(
                    new Outgoing<>(
                            topics.stored(),
                            message.conversationId(),
                            new StoredEvent(message, key, List.of(media)),
                            headers));
        }
    }

    private long end(String topic) {
        try (var consumer = clients.reader("end-" + UUID.randomUUID())) {
            var partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private static final class Silent implements ReplayProgress {
        @Override
        public void begins(long offsets) {}

        @Override
        public void passed(long offsets) {}
    }

    /** Fails after the first batch was committed, as a killed tool does. */
    private static final class BreaksOff implements ReplayProgress {
        private long passed;

        @Override
        public void begins(long offsets) {}

        @Override
        public void passed(long offsets) {
            passed += offsets;
            if (passed > 0) {
                throw new IllegalStateException("broken off");
            }
        }
    }
}
