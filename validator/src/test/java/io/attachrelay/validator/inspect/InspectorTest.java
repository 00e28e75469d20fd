package io.attachrelay.validator.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.deploy.testkit.sample.SampleFile;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.media.store.DiskStore;
import io.attachrelay.media.store.ObjectIdentity;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.AuditEntry;
import io.attachrelay.model.DedupKey;
import io.attachrelay.model.JudgedAttachment;
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
import io.attachrelay.model.VerdictEvent;
import io.attachrelay.settings.AntivirusSettings;
import io.attachrelay.topic.BackOff;
import io.attachrelay.topic.EventHeaders;
import io.attachrelay.topic.KeyedConsumerOptions;
import io.attachrelay.topic.Outgoing;
import io.attachrelay.topic.Publisher;
import io.attachrelay.topic.ReplayMark;
import io.attachrelay.topic.Topic;
import io.attachrelay.validator.TestKafka;
import io.attachrelay.validator.inspect.deep.DeepChecks;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import io.attachrelay.validator.inspect.scan.TestClamd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class InspectorTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Instant THEN = Instant.parse("2026-01-01T10:00:00Z");

    @TempDir static Path shared;
    private static KafkaBroker broker;
    private static TestKafka kafka;
    private static Publisher publisher;

    @TempDir Path dir;
    private String conversation;
    private DiskStore store;
    private Verdicts verdicts;
    private Inspector inspector;

    @BeforeAll
    static void startKafka() {
        broker = TestKafka.startBroker(shared);
        kafka = new TestKafka(broker, "it.");
        publisher = new Publisher(kafka.clients().producer());
    }

    @AfterAll
    static void stopKafka() {
        publisher.close();
        kafka.close();
        broker.close();
    }

    @BeforeEach
    void start(TestInfo test) {
        conversation = test.getTestMethod().orElseThrow().getName();
        store = new DiskStore(dir.resolve("store"), Clock.systemUTC());
        verdicts = new Verdicts(store);
        inspector = inspector(AntivirusSettings.DEFAULT, Clock.systemUTC());
        inspector.start();
    }

    private Inspector inspector(AntivirusSettings antivirus, Clock clock) {
        var backOff = new BackOff(Duration.ofMillis(50), Duration.ofMillis(200), LIMIT);
        return new Inspector(
                kafka.clients(),
                KeyedConsumerOptions.of(Inspector.GROUP, "host-1").with(backOff),
                kafka.topics(),
                store,
                publisher,
                InspectionPolicy.standard(),
                DeepChecks.all(),
                antivirus,
                dir.resolve("examinations"),
                clock);
    }

    @AfterEach
    void close() {
        inspector.close();
    }

    @Test
    void a_message_gets_one_verdict_for_each_attachment_beside_it_and_on_the_topic()
            throws Exception {
        // Given
        var picture = keep("picture", SampleFiles.png());
        var program = keep("program", SampleFiles.windowsProgram().named("photo.png"));
        var refused = new StoredAttachment.Refused(id("gone"), null, null, ReasonCode.GONE);

        // When
        publish("key", picture, program, refused);

        // Then
        VerdictEvent event = event(awaitVerdicts(1).getFirst());
        assertThat(event.message()).isEqualTo(message("web"));
        assertThat(event.dedupKey()).isEqualTo(new DedupKey("key"));
        assertThat(event.attachments())
                .extracting(JudgedAttachment::attachment)
                .containsExactly(picture, program, refused);
        assertThat(event.attachments())
                .extracting(judged -> judged.verdict().word())
                .containsExactly("accepted", "rejected", "refused");
        assertThat(event.attachments())
                .allSatisfy(judged ->
                        assertThat(verdicts.of(key(judged.attachment()))).contains(judged));
    }

    @Test
    void a_verdict_carries_the_stored_events_headers_on() throws Exception {
        // Given
        var mark = new ReplayMark("r1", true);

        // When
        publish(headers("key", mark), event("key", "web", keep("a", SampleFiles.pdf())));

        // Then
        var headers = awaitVerdicts(1).getFirst().headers();
        assertThat(EventHeaders.replayOf(headers)).contains(mark);
        assertThat(EventHeaders.text(headers, "ce_id")).isEqualTo("key/r1");
        assertThat(EventHeaders.text(headers, "ce_type"))
                .isEqualTo("io.attachrelay.media.verdict.v1");
        assertThat(EventHeaders.text(headers, "ce_dataref")).isEqualTo("acme/place");
        assertThat(EventHeaders.text(headers, "traceparent")).isEqualTo("00-1-2-03");
        assertThat(EventHeaders.text(headers, "ar_dedup_key")).isEqualTo("key");
    }

    @Test
    void each_verdict_leaves_an_audit_entry_and_each_move_to_quarantine() throws Exception {
        // Given
        var picture = keep("picture", SampleFiles.png());
        var program = keep("program", SampleFiles.windowsProgram());

        // When
        publish("key", picture, program);

        // Then
        await().atMost(LIMIT).until(() -> ours(kafka.topics().audit()).size() == 3);
        assertThat(ours(kafka.topics().audit()))
                .extracting(r -> kafka.topics().audit().codec().decode(r.value()))
                .extracting(
                        AuditEntry::who,
                        AuditEntry::what,
                        AuditEntry::subject,
                        AuditEntry::sha256,
                        AuditEntry::outcome)
                .containsExactly(
                        tuple(
                                "validator",
                                "media.judged",
                                picture.mediaId().value(),
                                picture.sha256(),
                                "accepted"),
                        tuple(
                                "validator",
                                "media.judged",
                                program.mediaId().value(),
                                program.sha256(),
                                "type-not-allowed"),
                        tuple(
                                "validator",
                                "media.quarantined",
                                program.mediaId().value(),
                                program.sha256(),
                                "type-not-allowed"));
    }

    @Test
    void a_record_that_comes_again_publishes_the_verdict_that_stands() throws Exception {
        // Given
        var attachment = keep("a", SampleFiles.png());
        publish("key", attachment);
        var first = awaitVerdicts(1).getFirst();
        Path object = dir.resolve("store").resolve(key(attachment).path());

        // When
        Files.delete(object);
        publish("key", attachment);

        // Then
        assertThat(awaitVerdicts(2).get(1).value()).isEqualTo(first.value());
    }

    @Test
    void an_object_that_is_gone_is_unreadable() throws Exception {
        // When
        publish("key", kept("a", SampleFiles.png()));

        // Then
        assertThat(onlyVerdict())
                .isEqualTo(
                        new Verdict.Unreadable(
                                null, ReasonCode.INTEGRITY, "the stored file is gone"));
    }

    @Test
    void an_object_that_is_not_the_recorded_one_is_unreadable() throws Exception {
        // Given
        keep("a", SampleFiles.png().seed(1));

        // When
        publish("key", kept("a", SampleFiles.png().seed(2)));

        // Then
        assertThat(onlyVerdict().reasonCode()).isEqualTo(ReasonCode.INTEGRITY);
    }

    @Test
    void the_channels_limit_counts() throws Exception {
        // Given
        var large = keep("a", SampleFiles.jpeg().ofSize((5 << 20) + 1));

        // When
        publish(headers("key", null), event("key", "whatsapp", large));

        // Then
        assertThat(onlyVerdict())
                .isInstanceOfSatisfying(
                        Verdict.Rejected.class,
                        rejected -> {
                            assertThat(rejected.reason()).isEqualTo(ReasonCode.TOO_LARGE);
                            assertThat(rejected.detail())
                                    .isEqualTo(
                                            "image on whatsapp may have 5 MB,"
                                                    + " this one has 5242881 bytes");
                        });
    }

    /** A record that no topic takes would be tried again and again. */
    @Test
    void an_address_of_megabytes_does_not_keep_the_verdict_from_its_topic() throws Exception {
        // Given
        String address = "a".repeat(2 << 20) + ":x";
        byte[] letter =
                TestBytes.office(
                        TestBytes.word(),
                        "word/_rels/a.rels\n<Relationships><Relationship Type='x/attachedTemplate'"
                                + " Target='%s' TargetMode='External'/></Relationships>"
                                        .formatted(address));

        // When
        publish("key", keep("a", letter));

        // Then
        assertThat(onlyVerdict().reasonCode()).isEqualTo(ReasonCode.ACTIVE_CONTENT);
    }

    @Test
    void a_refused_attachment_that_is_stored_at_last_is_judged_anew() throws Exception {
        // Given
        publish("1", new StoredAttachment.Refused(id("a"), null, null, ReasonCode.GONE));
        awaitVerdicts(1);

        // When
        publish("2", keep("a", SampleFiles.png()));

        // Then
        Verdict now = event(awaitVerdicts(2).get(1)).attachments().getFirst().verdict();
        assertThat(now.word()).isEqualTo("accepted");
        assertThat(verdicts.of(key(id("a"))).orElseThrow().verdict()).isEqualTo(now);
    }

    @Test
    void a_store_that_is_down_delays_the_verdict_and_no_more() throws Exception {
        // Given
        var attachment = keep("a", SampleFiles.png());
        Path away = dir.resolve("away");
        Files.move(dir.resolve("store"), away);

        // When
        publish("key", attachment);
        publishFor("other-" + conversation, new byte[] {'x'});
        await().atMost(LIMIT).until(() -> !deadLettersOf("other-" + conversation).isEmpty());
        boolean early = !ours(kafka.topics().verdict()).isEmpty();
        Files.move(away, dir.resolve("store"));

        // Then
        assertThat(early).isFalse();
        assertThat(onlyVerdict().word()).isEqualTo("accepted");
    }

    /** One after the other they would wait for longer than a record is tried. */
    @Test
    void files_of_a_message_wait_for_the_antivirus_side_by_side() throws Exception {
        // Given
        inspector.close();
        var now = new AtomicReference<>(Instant.now());
        InstantSource time = now::get;
        try (var hangingUp = HangingUp.listen()) {
            var antivirus = TestClamd.byPort(hangingUp.port());
            inspector = inspector(antivirus, time.withZone(ZoneOffset.UTC));
            inspector.start();
            publish(
                    "key",
                    keep("a", SampleFiles.png()),
                    keep("b", SampleFiles.png()),
                    keep("c", SampleFiles.png()),
                    keep("d", SampleFiles.png()));
            await().atMost(LIMIT).until(() -> hangingUp.calls() >= 40);

            // When
            now.updateAndGet(t -> t.plus(antivirus.retryWithin()));

            // Then
            assertThat(event(awaitVerdicts(1).getFirst()).attachments())
                    .hasSize(4)
                    .extracting(judged -> judged.verdict().reasonCode())
                    .containsOnly(ReasonCode.SCAN_UNAVAILABLE);
        }
    }

    @Test
    void a_record_that_is_no_stored_event_goes_to_the_dead_letters() throws Exception {
        // When
        publishFor(conversation, "{}".getBytes(UTF_8));

        // Then
        await().atMost(LIMIT).until(() -> !deadLettersOf(conversation).isEmpty());
        var letter = deadLettersOf(conversation).getFirst();
        assertThat(letter.value()).isEqualTo("{}".getBytes(UTF_8));
        assertThat(EventHeaders.text(letter.headers(), "ar_dlq_reason"))
                .startsWith("breaks its schema");
    }

    private StoredAttachment.Kept keep(String attachment, SampleFile file) throws IOException {
        var kept = kept(attachment, file);
        put(kept, attachment, file.bytes());
        return kept;
    }

    private StoredAttachment.Kept keep(String attachment, byte[] bytes) throws IOException {
        var kept = kept(attachment, null, bytes);
        put(kept, attachment, bytes);
        return kept;
    }

    private void put(StoredAttachment.Kept kept, String attachment, byte[] bytes)
            throws IOException {
        var identity = new ObjectIdentity("acme", "genesys", conversation, "m", attachment);
        store.put(key(kept), identity, new ByteArrayInputStream(bytes), Long.MAX_VALUE);
    }

    private StoredAttachment.Kept kept(String attachment, SampleFile file) {
        return kept(attachment, file.name(), file.bytes());
    }

    private StoredAttachment.Kept kept(String attachment, @Nullable String name, byte[] bytes) {
        return new StoredAttachment.Kept(
                id(attachment), null, name, null, bytes.length, Sha256.of(bytes));
    }

    private MediaId id(String attachment) {
        return MediaId.of("acme", Platform.GENESYS, conversation, "m", attachment);
    }

    private static ObjectKey key(StoredAttachment attachment) {
        return key(attachment.mediaId());
    }

    private static ObjectKey key(MediaId id) {
        return new ObjectKey("acme", id);
    }

    private MessageContext message(String channel) {
        return new MessageContext(
                "acme",
                Origin.PLATFORM,
                Platform.GENESYS,
                Profile.GENESYS_MEDIA_EVENTS,
                "e",
                "m",
                conversation,
                channel,
                THEN);
    }

    private StoredEvent event(String dedupKey, String channel, StoredAttachment... attachments) {
        return new StoredEvent(message(channel), new DedupKey(dedupKey), List.of(attachments));
    }

    private static EventHeaders headers(String dedupKey, ReplayMark replay) {
        return new EventHeaders(
                "id",
                "io.attachrelay.media.fresh.v1",
                "/attachrelay/gateway",
                "m",
                THEN,
                "acme/place",
                "00-1-2-03",
                new DedupKey(dedupKey),
                replay);
    }

    private void publish(String dedupKey, StoredAttachment... attachments) {
        publish(headers(dedupKey, null), event(dedupKey, "web", attachments));
    }

    private void publish(EventHeaders headers, StoredEvent event) {
        publisher.publish(new Outgoing<>(kafka.topics().fresh(), conversation, event, headers));
    }

    private static void publishFor(String key, byte[] value) throws Exception {
        try (var producer = kafka.clients().producer()) {
            producer.send(
                            new ProducerRecord<>(
                                    kafka.topics().fresh().name(), key.getBytes(UTF_8), value))
                    .get();
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> awaitVerdicts(int count) throws Exception {
        await().atMost(LIMIT).until(() -> ours(kafka.topics().verdict()).size() >= count);
        return ours(kafka.topics().verdict());
    }

    private static VerdictEvent event(ConsumerRecord<byte[], byte[]> record) {
        return kafka.topics().verdict().codec().decode(record.value());
    }

    private Verdict onlyVerdict() throws Exception {
        return event(awaitVerdicts(1).getFirst()).attachments().getFirst().verdict();
    }

    private List<ConsumerRecord<byte[], byte[]>> deadLettersOf(String key) throws Exception {
        return withKey(kafka.topics().fresh().deadLetters(), key);
    }

    private List<ConsumerRecord<byte[], byte[]>> ours(Topic<?> topic) throws Exception {
        return withKey(topic, conversation);
    }

    private static List<ConsumerRecord<byte[], byte[]>> withKey(Topic<?> topic, String key)
            throws Exception {
        return kafka.read(topic).stream()
                .filter(record -> key.equals(new String(record.key(), UTF_8)))
                .toList();
    }
}
