package io.attachrelay.validator.inspect;

import static io.attachrelay.validator.inspect.TestBytes.latin1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.media.store.DiskStore;
import io.attachrelay.media.store.ObjectIdentity;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.model.DedupKey;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.MessageContext;
import io.attachrelay.model.Origin;
import io.attachrelay.model.Platform;
import io.attachrelay.model.Profile;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Sha256;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.StoredEvent;
import io.attachrelay.model.Verdict;
import io.attachrelay.settings.AntivirusSettings;
import io.attachrelay.topic.EventHeaders;
import io.attachrelay.topic.KeyedConsumerOptions;
import io.attachrelay.topic.Outgoing;
import io.attachrelay.topic.Publisher;
import io.attachrelay.validator.TestKafka;
import io.attachrelay.validator.inspect.deep.DeepChecks;
import io.attachrelay.validator.inspect.deep.Limits;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that lead a check astray, on one partition with files that do not. */
class HostileFileTest {

    private static final Duration LIMIT = Duration.ofSeconds(150);
    private static final Instant THEN = Instant.parse("2026-01-01T10:00:00Z");

    @TempDir Path dir;
    private KafkaBroker broker;
    private TestKafka kafka;
    private Publisher publisher;
    private DiskStore store;
    private Inspector inspector;
    private final BadCheck bad = new BadCheck();

    @BeforeEach
    void start() {
        broker = TestKafka.startBroker(dir.resolve("kafka"));
        kafka = new TestKafka(broker, "hostile.");
        publisher = new Publisher(kafka.clients().producer());
        store = new DiskStore(dir.resolve("store"), Clock.systemUTC());
        inspector =
                new Inspector(
                        kafka.clients(),
                        KeyedConsumerOptions.of(Inspector.GROUP, "host-1"),
                        kafka.topics(),
                        store,
                        publisher,
                        InspectionPolicy.standard(),
                        DeepChecks.of(bad).within(new Limits(Duration.ofSeconds(2), 64 << 20)),
                        AntivirusSettings.DEFAULT,
                        Clock.systemUTC());
        inspector.start();
    }

    @AfterEach
    void close() {
        bad.close();
        inspector.close();
        publisher.close();
        kafka.close();
        broker.close();
    }

    @Test
    void they_cost_their_own_verdicts_and_hold_up_nobody() throws Exception {
        // Given
        byte[] picture = SampleFiles.png().bytes();

        // When
        arrive("looping", latin1("loop"));
        arrive("hoarding", latin1("hoard"));
        arrive("recursing", latin1("recurse"));
        arrive("exhausting", latin1("exhaust"));
        arrive("harmless", picture);
        arrive("looping", picture);

        // Then
        await().atMost(LIMIT).until(() -> kafka.read(kafka.topics().verdict()).size() == 6);
        assertThat(verdicts("harmless")).hasOnlyElementsOfType(Verdict.Accepted.class);
        for (String name : List.of("hoarding", "recursing", "exhausting")) {
            assertThat(verdicts(name))
                    .extracting(Verdict::reasonCode)
                    .containsExactly(ReasonCode.INSPECTION_FAILED);
        }
        assertThat(verdicts("looping"))
                .satisfiesExactly(
                        first ->
                                assertThat(first.reasonCode())
                                        .isEqualTo(ReasonCode.INSPECTION_FAILED),
                        second -> assertThat(second).isInstanceOf(Verdict.Accepted.class));
        assertThat(bad.isLooping()).isTrue();
    }

    private void arrive(String conversation, byte[] bytes) throws IOException {
        String name = Sha256.of(bytes).toString();
        MediaId id = MediaId.of("acme", Platform.GENESYS, conversation, "m", name);
        var identity = new ObjectIdentity("acme", "genesys", conversation, "m", name);
        store.put(
                new ObjectKey("acme", id), identity, new ByteArrayInputStream(bytes), bytes.length);
        var kept = new StoredAttachment.Kept(id, null, "a", null, bytes.length, Sha256.of(bytes));
        var message =
                new MessageContext(
                        "acme",
                        Origin.PLATFORM,
                        Platform.GENESYS,
                        Profile.GENESYS_MEDIA_EVENTS,
                        "e",
                        "m",
                        conversation,
                        "web",
                        THEN);
        var key = new DedupKey(conversation + name);
        var event = new StoredEvent(message, key, List.of(kept));
        publisher.publish(
                new Outgoing<>(kafka.topics().fresh(), conversation, event, headers(key)));
    }

    private static EventHeaders headers(DedupKey key) {
        return new EventHeaders(
                "id",
                "io.attachrelay.media.fresh.v1",
                "/attachrelay/gateway",
                "m",
                THEN,
                "acme/place",
                "00-1-2-03",
                key,
                null);
    }

    private List<Verdict> verdicts(String conversation) throws Exception {
        return kafka.read(kafka.topics().verdict()).stream()
                .filter(record -> conversation.equals(new String(record.key(), UTF_8)))
                .map(record -> kafka.topics().verdict().codec().decode(record.value()))
                .map(event -> event.attachments().getFirst().verdict())
                .toList();
    }
}
