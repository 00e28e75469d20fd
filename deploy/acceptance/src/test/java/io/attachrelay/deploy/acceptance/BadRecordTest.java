package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.Outcome;
import io.attachrelay.topic.EventHeaders;
import io.attachrelay.topic.Topic;
import io.attachrelay.topic.TopicCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What another program should never have published: it is parked, and the services go on. */
@ExtendWith(RunningSystems.class)
class BadRecordTest {

    private static final List<byte[]> BAD_VALUES = badValues();

    private final Stage stage;
    private final CompanyService company;
    private final TopicCatalog topics;
    private final Producer<byte[], byte[]> stranger;
    private final String conversation = CompanyService.newConversation();

    BadRecordTest(InOneProcess system) {
        this.stage = system.stage();
        this.company = system.company();
        this.topics = stage.system().topics();
        this.stranger = stage.system().clients().producer();
    }

    @AfterEach
    void close() {
        stranger.close();
    }

    /** Broken JSON, JSON of another shape, other bytes, no bytes, no value. */
    private static List<byte[]> badValues() {
        List<byte[]> values = new ArrayList<>();
        values.add("{\"commandId\":".getBytes(UTF_8));
        values.add("{\"commandId\":7,\"attachments\":{}}".getBytes(UTF_8));
        values.add("[]".getBytes(UTF_8));
        values.add(new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        values.add(new byte[0]);
        values.add(null);
        return values;
    }

    @Test
    void bad_commands_are_parked_and_a_good_one_behind_them_is_sent() throws Exception {
        // Given
        for (byte[] value : BAD_VALUES) {
            publish(topics.command(), value, null);
        }
        OutboundCommand good = CompanyService.command(ACME, conversation, "Good morning.", null);

        // When
        OutboundResult result = company.send(good);

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.SENT);
        assertParked(topics.command());
    }

    @Test
    void stored_events_with_bad_values_are_parked_behind_the_deduplicator() throws Exception {
        // When
        for (byte[] value : BAD_VALUES) {
            publish(topics.stored(), value, UUID.randomUUID().toString());
        }

        // Then
        assertParked(topics.fresh());
        assertStreamGoesOn();
    }

    @Test
    void stored_events_without_a_deduplication_key_are_parked_before_the_deduplicator()
            throws Exception {
        // When
        for (byte[] value : BAD_VALUES) {
            publish(topics.stored(), value, null);
        }

        // Then
        assertParked(topics.stored());
        assertThat(stage.records(topics.fresh(), conversation)).isEmpty();
        assertStreamGoesOn();
    }

    private void publish(Topic<?> topic, byte[] value, String dedupKey) throws Exception {
        var record = new ProducerRecord<>(topic.name(), conversation.getBytes(UTF_8), value);
        record.headers().add("x-stranger", "kept".getBytes(UTF_8));
        if (dedupKey != null) {
            record.headers().add(EventHeaders.DEDUP_KEY, dedupKey.getBytes(UTF_8));
        }
        stranger.send(record).get();
    }

    /** All of them, in order, with all that an operator needs to know. */
    private void assertParked(Topic<?> topic) {
        Stage.await()
                .untilAsserted(() ->
                        assertThat(letters(topic))
                                .extracting(ConsumerRecord::value)
                                .containsExactlyElementsOf(BAD_VALUES));
        assertThat(letters(topic))
                .allSatisfy(letter -> {
                    assertThat(header(letter, "x-stranger")).isEqualTo("kept");
                    assertThat(header(letter, "ar_dlq_topic")).isEqualTo(topic.name());
                    assertThat(header(letter, "ar_dlq_reason")).isNotBlank();
                    assertThat(header(letter, "ar_dlq_offset")).isNotBlank();
                    assertThat(audited(letter)).containsExactly("record.parked");
                });
    }

    private List<ConsumerRecord<byte[], byte[]>> letters(Topic<?> topic) {
        try {
            return stage.records(topic.deadLetters(), conversation);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the audit trail says of the record that this letter was. */
    private List<String> audited(ConsumerRecord<byte[], byte[]> letter)
            throws InterruptedException {
        String place =
                String.join(
                        "/",
                        header(letter, "ar_dlq_topic"),
                        header(letter, "ar_dlq_partition"),
                        header(letter, "ar_dlq_offset"));
        return stage.records(topics.audit(), place).stream()
                .map(entry -> topics.audit().codec().decode(entry.value()).what())
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return EventHeaders.text(record.headers(), name);
    }

    private void assertStreamGoesOn() throws Exception {
        ArrivingMessage message = stage.message(ACME, SampleFiles.csv());
        assertThat(message.deliver().status()).isEqualTo(200);
        new Ledger(stage).with(message).assertHolds();
    }
}
