package io.attachrelay.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.settings.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyedConsumerTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final BackOff QUICK =
            new BackOff(Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofHours(1));
    private static final BackOff NEVER_AGAIN =
            new BackOff(Duration.ofMillis(1), Duration.ofMillis(20), Duration.ZERO);

    @TempDir static Path dir;
    private static KafkaBroker broker;

    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void startBroker() {
        broker = KafkaBroker.builder().dataDir(dir).build().start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void a_conversation_keeps_its_order_through_failures_and_retries() {
        // Given
        var topic = topic(6);
        var random = new Random(3);
        IntStream.range(0, 25)
                .forEach(i ->
                        IntStream.range(0, 40).forEach(k -> topic.write("key" + k, k + "#" + i)));
        var journal = new Journal(delivery -> failSometimes(random, delivery));

        // When
        start(topic, options(16, QUICK), journal);

        // Then
        await().atMost(LONG).until(() -> journal.done().size() >= 1_000);
        await().atMost(LONG).until(() -> topic.isFinishedBy("group"));
        assertThat(journal.doneByKey()).hasSize(40);
        journal.doneByKey()
                .forEach((key, values) ->
                        assertThat(values)
                                .isEqualTo(
                                        IntStream.range(0, 25)
                                                .mapToObj(i -> key + "#" + i)
                                                .toList()));
        assertThat(journal.overlaps()).isEmpty();
        assertThat(journal.attempts()).hasSizeGreaterThan(1_100);
    }

    private static void failSometimes(Random random, Delivery<String> delivery) throws Exception {
        switch (random.nextInt(12)) {
            case 0 -> throw new IOException("connection reset");
            case 1 -> throw new RetryLaterException("asked to wait", Duration.ofMillis(2));
            case 2 -> throw new IllegalStateException("a fault of ours");
            case 3 -> throw new StackOverflowError();
            default -> Thread.yield();
        }
    }

    @Test
    void attempts_are_counted_from_one() {
        // Given
        var topic = topic(1);
        topic.write("key", "a", "b");
        var journal =
                new Journal(delivery -> {
                    if (delivery.value().equals("a") && delivery.attempt() < 4) {
                        throw new IOException("connection reset");
                    }
                });

        // When
        start(topic, options(1, QUICK), journal);

        // Then
        await().atMost(LONG).until(() -> journal.done().size() == 2);
        assertThat(journal.attempts())
                .extracting(Delivery::value, Delivery::attempt)
                .containsExactly(
                        tuple("a", 1), tuple("a", 2), tuple("a", 3), tuple("a", 4), tuple("b", 1));
    }

    @Test
    void more_stuck_conversations_than_permits_hold_up_no_other() {
        // Given
        var topic = topic(2);
        var stuck = new AtomicBoolean(true);
        IntStream.range(0, 10)
                .forEach(k -> topic.write("stuck" + k, "s" + k + "#0", "s" + k + "#1"));
        IntStream.range(0, 300).forEach(k -> topic.write("free" + k, "f" + k + "#0"));
        var journal =
                new Journal(delivery -> {
                    if (delivery.key().startsWith("stuck") && stuck.get()) {
                        throw new IOException("connection refused");
                    }
                });

        // When
        start(topic, options(2, QUICK), journal);

        // Then
        await().atMost(LONG).until(() -> journal.done().size() == 300);
        assertThat(topic.isFinishedBy("group")).isFalse();
        stuck.set(false);
        await().atMost(LONG).until(() -> topic.isFinishedBy("group"));
        assertThat(journal.doneByKey().get("s7")).containsExactly("s7#0", "s7#1");
        assertThat(journal.done()).hasSize(320).doesNotHaveDuplicates();
    }

    @Test
    void no_more_records_than_permits_are_handled_at_once() {
        // Given
        var topic = topic(2);
        IntStream.range(0, 200).forEach(k -> topic.write("key" + k, k + "#0"));
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        var journal =
                new Journal(_ -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    Thread.sleep(1);
                    now.decrementAndGet();
                });

        // When
        start(topic, options(3, QUICK), journal);

        // Then
        await().atMost(LONG).until(() -> journal.done().size() == 200);
        assertThat(most).hasValueBetween(1, 3);
    }

    @Test
    void one_tenants_slow_calls_leave_room_for_others() {
        // Given
        var topic = topic(2);
        IntStream.range(0, 20).forEach(k -> topic.write("slow" + k, "slow/" + k));
        IntStream.range(0, 100).forEach(k -> topic.write("quick" + k, "quick/" + k));
        var goOn = new CountDownLatch(1);
        var journal =
                new Journal(delivery -> {
                    if (delivery.value().startsWith("slow")) {
                        goOn.await();
                    }
                });

        // When
        start(topic, options(8, QUICK).withCalls(8, 6), journal);

        // Then
        await().atMost(LONG).until(() -> journal.done().size() == 100);
        assertThat(journal.attempts()).hasSize(106);
        goOn.countDown();
        await().atMost(LONG).until(() -> topic.isFinishedBy("group"));
    }

    @Test
    void poison_goes_to_the_dead_letters_as_it_came_and_the_lane_goes_on() {
        // Given
        var topic = topic(3);
        var seenByLast = new CopyOnWriteArrayList<Integer>();
        topic.write(
                List.of(
                        record(topic, "key", "first"),
                        withHeaders(record(topic, "key", "unreadable")),
                        record(topic, "key", null),
                        record(topic, "key", "refused"),
                        record(topic, "key", "last")));
        var journal =
                new Journal(delivery -> {
                    if (delivery.value().equals("refused")) {
                        throw new PoisonRecordException("the tenant is unknown");
                    }
                    if (delivery.value().equals("last")) {
                        seenByLast.add(topic.deadLetters().size());
                    }
                });

        // When
        start(topic, options(4, QUICK), journal);

        // Then
        await().atMost(LONG).until(() -> topic.isFinishedBy("group"));
        assertThat(journal.done()).containsExactly("first", "last");
        assertThat(seenByLast).containsExactly(3);
        var letters = topic.deadLetters();
        assertThat(letters)
                .extracting(KeyedConsumerTest::text)
                .containsExactly("unreadable", null, "refused");
        assertThat(letters).allSatisfy(letter -> assertThat(letter.key()).isEqualTo(bytes("key")));
        assertThat(letters.getFirst().headers().headers("twice"))
                .extracting(header -> new String(header.value(), UTF_8))
                .containsExactly("one", "two");
        assertThat(letters)
                .extracting(letter -> EventHeaders.text(letter.headers(), "ar_dlq_reason"))
                .containsExactly("is not readable", "is not readable", "the tenant is unknown");
        assertPosition(letters.get(2), topic.topic().name(), 3);
    }

    private static void assertPosition(
            ConsumerRecord<byte[], byte[]> letter, String topic, long offset) {
        Headers headers = letter.headers();
        assertThat(EventHeaders.text(headers, "ar_dlq_topic")).isEqualTo(topic);
        assertThat(EventHeaders.text(headers, "ar_dlq_partition"))
                .isEqualTo(Integer.toString(letter.partition()));
        assertThat(EventHeaders.text(headers, "ar_dlq_offset")).isEqualTo(Long.toString(offset));
        assertThat(EventHeaders.text(headers, "ar_dlq_attempts")).isEqualTo("1");
        assertThat(EventHeaders.text(headers, "ar_dlq_first_failure")).isNotNull();
        assertThat(EventHeaders.text(headers, "ar_dlq_parked_at")).isNotNull();
    }

    @Test
    void even_the_largest_record_finds_room_among_the_dead_letters() {
        // Given
        var topic = topic(1);
        String large = "x".repeat(1_048_400);
        topic.write(List.of(record(topic, "key", large)));

        // When
        start(
                topic,
                options(1, QUICK),
                _ -> {
                    throw new PoisonRecordException("never");
                });

        // Then
        await().atMost(LONG).until(() -> topic.isFinishedBy("group"));
        assertThat(topic.deadLetters()).extracting(KeyedConsumerTest::text).containsExactly(large);
    }

    @Test
    void what_is_too_large_once_it_is_read_is_parked_without_its_value() {
        // Given
        var topic = topic(1);
        var large = withHeaders(record(topic, "key", "x".repeat(5 << 20)));
        var hugeHeader = record(topic, "key", "small");
        hugeHeader.headers().add("huge", new byte[4 << 20]);
        writeCompressed(topic, List.of(large, hugeHeader, record(topic, "key", "next")));
        var journal =
                new Journal(delivery -> {
                    if (!delivery.value().equals("next")) {
                        throw new PoisonRecordException("never");
                    }
                });

        // When
        start(topic, options(1, QUICK), journal);

        // Then
        await().atMost(LONG).until(() -> topic.isFinishedBy("group"));
        assertThat(journal.done()).containsExactly("next");
        var letters = topic.deadLetters();
        assertThat(letters)
                .extracting(
                        KeyedConsumerTest::text,
                        letter -> letter.key() != null,
                        letter -> EventHeaders.text(letter.headers(), "twice"),
                        letter -> EventHeaders.text(letter.headers(), "ar_dlq_value_bytes"))
                .containsExactly(
                        tuple(null, true, "two", "5242880"), tuple(null, false, null, "5"));
        assertPosition(letters.get(1), topic.topic().name(), 1);
    }

    private static void writeCompressed(
            TextTopic topic, List<ProducerRecord<byte[], byte[]>> records) {
        Map<String, Object> config = topic.clients().common();
        config.put("compression.type", "gzip");
        config.put("max.request.size", 20 << 20);
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(config, bytes, bytes)) {
            records.forEach(producer::send);
        }
    }

    @Test
    void what_waits_behind_a_record_that_is_given_up_is_parked_with_it_in_order() {
        // Given
        var topic = topic(1);
        var allWait = new CountDownLatch(1);
        topic.write("key", "head", "second", "third");
        topic.write("other", "other");
        var journal =
                new Journal(delivery -> {
                    switch (delivery.value()) {
                        case "head" -> {
                            allWait.await();
                            throw new IOException("no route to host");
                        }
                        case "other" -> allWait.countDown();
                        default -> {}
                    }
                });

        // When
        start(topic, options(4, NEVER_AGAIN), journal);

        // Then
        await().atMost(LONG).until(() -> topic.isFinishedBy("group"));
        topic.write("key", "later");
        await().atMost(LONG).until(() -> journal.done().contains("later"));
        assertThat(journal.done()).containsExactly("other", "later");
        assertThat(topic.deadLetters())
                .extracting(
                        KeyedConsumerTest::text,
                        letter -> EventHeaders.text(letter.headers(), "ar_dlq_attempts"))
                .containsExactly(tuple("head", "1"), tuple("second", "0"), tuple("third", "0"));
        assertThat(EventHeaders.text(topic.deadLetters().getFirst().headers(), "ar_dlq_reason"))
                .startsWith("java.io.IOException at io.attachrelay.topic.KeyedConsumerTest")
                .doesNotContain("no route to host");
    }

    @Test
    void a_record_that_can_not_be_parked_is_neither_skipped_nor_lost() {
        // Given
        var topic = keep(new TextTopic(settings(), "without-dead-letters", 1));
        topic.create(topic.topic());
        topic.write("key", "unreadable", "next");
        topic.write("other", "other");
        var journal = new Journal(_ -> {});

        // When
        start(topic, options(4, QUICK), journal);
        await().atMost(LONG).until(() -> journal.done().contains("other"));
        await().atMost(LONG).until(() -> topic.isFinishedBy("group", 0, 2, "other"));

        // Then
        assertThat(journal.done()).containsExactly("other");
        topic.create(topic.topic().deadLetters());
        await().atMost(LONG).until(() -> journal.done().contains("next"));
        assertThat(topic.deadLetters())
                .extracting(KeyedConsumerTest::text)
                .containsExactly("unreadable");
    }

    @Test
    void a_record_without_a_key_waits_for_nobody() {
        // Given
        var topic = topic(1);
        var never = new CountDownLatch(1);
        topic.write(null, "stuck", "free");
        var journal =
                new Journal(delivery -> {
                    if (delivery.value().equals("stuck")) {
                        never.await();
                    }
                });

        // When
        start(topic, options(4, QUICK), journal);

        // Then
        await().atMost(LONG).until(() -> journal.done().contains("free"));
        assertThat(journal.attempts()).extracting(Delivery::key).containsOnly("");
        never.countDown();
    }

    @Test
    void reading_pauses_while_the_buffer_is_full() {
        // Given
        var topic = keep(TextTopic.create(tenAPoll(), 1));
        var goOn = new CountDownLatch(1);
        IntStream.range(0, 1_000).forEach(k -> topic.write("key" + k, k + "#0"));
        var journal = new Journal(_ -> goOn.await());

        // When
        start(topic, bufferOf(50), journal);
        await().atMost(LONG).until(() -> journal.attempts().size() >= 50);

        // Then
        await().during(Duration.ofSeconds(1)).until(() -> journal.attempts().size() < 60);
        goOn.countDown();
        await().atMost(LONG).until(() -> journal.done().size() == 1_000);
    }

    @Test
    void a_record_that_waits_for_long_lets_tens_of_thousands_pass() {
        // Given
        var topic = topic(1);
        var goOn = new CountDownLatch(1);
        topic.write("waiting", "waiting");
        topic.write(records(topic, 0, "free", 60_000));
        var journal =
                new Journal(delivery -> {
                    if (delivery.value().equals("waiting")) {
                        goOn.await();
                    }
                });

        // When
        start(topic, options(8, QUICK), journal);

        // Then
        await().atMost(LONG).until(() -> topic.isFinishedBy("group", 0, 60_000, "free"));
        assertThat(topic.committed("group", 0)).isZero();
        goOn.countDown();
        await().atMost(LONG).until(() -> topic.isFinishedBy("group"));
    }

    @Test
    void a_conversation_with_a_thousand_that_wait_holds_up_no_other() {
        // Given
        var topic = topic(1);
        var goOn = new CountDownLatch(1);
        topic.write(records(topic, 0, "waiting", 1_000));
        topic.write(records(topic, 0, "free", 26_000));
        var journal = new Journal(delivery -> waitIfItWaits(delivery, goOn));

        // When
        start(topic, bufferOf(100_000), journal);

        // Then
        await().atMost(LONG).until(() -> journal.done().size() == 26_000);
        assertThat(topic.committed("group", 0)).isZero();
        goOn.countDown();
        await().atMost(LONG).until(() -> topic.isFinishedBy("group"));
    }

    @Test
    void reading_pauses_before_more_is_finished_than_a_commit_can_tell() {
        // Given
        var topic = topic(1);
        var goOn = new CountDownLatch(1);
        writeWithSomeThatWait(topic);
        var journal = new Journal(delivery -> waitIfItWaits(delivery, goOn));

        // When
        start(topic, bufferOf(100_000), journal);
        awaitPause(topic, journal);

        // Then
        assertThat(journal.done()).hasSizeBetween(10_000, 20_500);
        goOn.countDown();
        await().atMost(LONG).until(() -> topic.isFinishedBy("group"));
    }

    @Test
    void a_successor_reads_on_where_reading_paused() {
        // Given
        var topic = topic(1);
        var goOn = new CountDownLatch(1);
        writeWithSomeThatWait(topic);
        var journal = new Journal(delivery -> waitIfItWaits(delivery, goOn));
        var first = keep(topic.consume(bufferOf(100_000), journal));
        awaitPause(topic, journal);
        first.close();

        // When
        start(topic, bufferOf(100_000), journal);
        goOn.countDown();

        // Then
        await().atMost(LONG).until(() -> topic.isFinishedBy("group"));
        assertThat(journal.done()).hasSize(80_000);
    }

    /** Without a pattern, so that few of them fill a commit, and in more lanes than it can list. */
    private static void writeWithSomeThatWait(TextTopic topic) {
        var random = new Random(9);
        topic.write(
                IntStream.range(0, 80_000)
                        .mapToObj(i -> (random.nextInt(8) == 0 ? "waiting" : "free") + i % 601)
                        .map(key -> record(topic, key, key))
                        .toList());
    }

    private static void waitIfItWaits(Delivery<String> delivery, CountDownLatch goOn)
            throws InterruptedException {
        if (delivery.key().startsWith("waiting")) {
            goOn.await();
        }
    }

    private static void awaitPause(TextTopic topic, Journal journal) {
        var records = topic.all();
        await().atMost(LONG).until(() -> journal.done().size() > 10_000);
        await().atMost(LONG)
                .during(Duration.ofSeconds(1))
                .until(() ->
                        records.size() - topic.unfinishedBy("group", records).size()
                                == journal.done().size());
    }

    @Test
    void a_topic_that_is_made_anew_while_it_is_read_is_read_from_its_begin() {
        // Given
        var topic = topic(1);
        topic.write(records(topic, 0, "old", 100));
        var journal = new Journal(_ -> {});
        start(topic, options(8, QUICK), journal);
        await().atMost(LONG).until(() -> topic.isFinishedBy("group"));

        // When
        topic.makeAnew();
        topic.write(records(topic, 0, "new", 30));

        // Then
        await().atMost(LONG).until(() -> topic.committed("group", 0) == 30);
        assertThat(journal.done()).filteredOn(value -> value.startsWith("new")).hasSize(30);
    }

    @Test
    void what_is_piled_up_in_one_partition_holds_up_no_other() {
        // Given
        var topic = keep(TextTopic.create(tenAPoll(), 2));
        var goOn = new CountDownLatch(1);
        topic.write(records(topic, 0, "stuck", 100));
        var journal =
                new Journal(delivery -> {
                    if (delivery.key().equals("stuck")) {
                        goOn.await();
                    }
                });

        // When
        start(topic, bufferOf(50), journal);
        await().atMost(LONG).until(() -> !journal.attempts().isEmpty());
        topic.write(records(topic, 1, "free", 100));

        // Then
        await().atMost(LONG).until(() -> journal.done().size() == 100);
        goOn.countDown();
        await().atMost(LONG).until(() -> journal.done().size() == 200);
        assertThat(journal.overlaps()).isEmpty();
    }

    @Test
    void it_tells_whether_it_runs_and_is_started_once() {
        // Given
        var topic = topic(1);
        var letters =
                new DeadLetters(
                        keep(new Publisher(topic.clients().producer())),
                        Clock.systemUTC(),
                        (_, _) -> List.of());
        var consumer =
                new KeyedConsumer<>(
                        topic.clients(),
                        options(1, QUICK),
                        List.of(topic.topic()),
                        _ -> "",
                        _ -> {},
                        letters);
        boolean before = consumer.isRunning();

        // When
        consumer.start();
        await().atMost(LONG).until(consumer::isRunning);
        assertThatThrownBy(consumer::start).isInstanceOf(IllegalStateException.class);
        consumer.close();

        // Then
        assertThat(before).isFalse();
        assertThat(consumer.isRunning()).isFalse();
    }

    private void start(
            TextTopic topic, KeyedConsumerOptions options, RecordHandler<String> handler) {
        keep(topic.consume(options, handler));
    }

    private TextTopic topic(int partitions) {
        return keep(TextTopic.create(settings(), partitions));
    }

    private static KafkaSettings settings() {
        return KafkaSettings.DEFAULT.at(broker.bootstrapServers());
    }

    private static KafkaSettings tenAPoll() {
        var polled = Map.of("max.poll.records", "10");
        return new KafkaSettings(broker.bootstrapServers(), 0, "", polled);
    }

    private <T extends AutoCloseable> T keep(T closeable) {
        open.add(closeable);
        return closeable;
    }

    private static KeyedConsumerOptions options(int calls, BackOff backOff) {
        return new KeyedConsumerOptions(
                "group", "one", calls, calls, 4L << 20, Duration.ofMillis(20), backOff, GRACE);
    }

    /** Room for that many of the small records here. */
    private static KeyedConsumerOptions bufferOf(int records) {
        return new KeyedConsumerOptions(
                "group", "one", 1_000, 1_000, records * 1_030, Duration.ofMillis(10), QUICK, GRACE);
    }

    private static ProducerRecord<byte[], byte[]> record(
            TextTopic topic, String key, @Nullable String value) {
        return new ProducerRecord<>(
                topic.topic().name(), bytes(key), value == null ? null : bytes(value));
    }

    private static List<ProducerRecord<byte[], byte[]>> records(
            TextTopic topic, int partition, String key, int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        new ProducerRecord<>(
                                topic.topic().name(), partition, bytes(key), bytes(key + i)))
                .toList();
    }

    private static ProducerRecord<byte[], byte[]> withHeaders(
            ProducerRecord<byte[], byte[]> record) {
        record.headers().add("twice", bytes("one")).add("twice", bytes("two"));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static @Nullable String text(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null ? null : new String(record.value(), UTF_8);
    }
}
