package io.attachrelay.topic;

import static io.attachrelay.topic.KeyedConsumerProcess.noted;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to records when their consumer ends, is killed, or must share. */
class KeyedConsumerHandoverTest {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final BackOff QUICK =
            new BackOff(Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofHours(1));
    private static final BackOff SLOW =
            new BackOff(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(9));

    @TempDir static Path dir;
    private static KafkaBroker broker;

    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void startBroker() {
        broker = KafkaBroker.builder().dataDir(dir.resolve("broker")).build().start();
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
    void a_restart_repeats_only_what_was_not_finished_however_much_lies_above_it() {
        // Given
        var topic = topic(1);
        topic.write("stuck", "stuck#0", "stuck#1");
        IntStream.range(0, 3_000).forEach(k -> topic.write("key" + k, k + "#0"));
        var first = new Journal(KeyedConsumerHandoverTest::failIfStuck);
        var before = topic.consume(options("one", SLOW), first);
        await().atMost(LONG).until(() -> topic.isFinishedBy("group", 0, 3_001, "key2999"));

        // When
        before.close();
        var second = new Journal(_ -> {});
        keep(topic.consume(options("one", QUICK), second));

        // Then
        await().atMost(LONG).until(() -> topic.isFinishedBy("group"));
        assertThat(first.done()).hasSize(3_000);
        assertThat(second.done()).containsExactly("stuck#0", "stuck#1");
    }

    private static void failIfStuck(Delivery<String> delivery) throws IOException {
        if (delivery.key().equals("stuck")) {
            throw new IOException("connection refused");
        }
    }

    @Test
    void a_killed_process_leaves_exactly_its_running_calls_to_the_next() throws Exception {
        // Given
        var topic = topic(3);
        IntStream.range(0, 8).forEach(k -> topic.write("hang" + k, "hang" + k, "after" + k));
        IntStream.range(0, 300).forEach(k -> topic.write("key" + k, k + "#0"));
        var notes = dir.resolve("hanging.txt");
        var process = process(topic, notes);
        await().atMost(LONG)
                .until(() ->
                        noted(notes, "begin").stream().filter(v -> v.startsWith("h")).count() == 8);
        await().atMost(LONG).until(() -> unfinished(topic).size() == 16);

        // When
        process.destroyForcibly().waitFor();
        var second = new Journal(_ -> {});
        keep(topic.consume(options("one", QUICK), second));

        // Then
        await().atMost(LONG).until(() -> topic.isFinishedBy("group"));
        assertThat(noted(notes, "end")).hasSize(300);
        assertThat(second.done())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 8)
                                .boxed()
                                .flatMap(k -> Stream.of("hang" + k, "after" + k))
                                .toList());
    }

    @Test
    void a_process_killed_in_full_work_loses_nothing_and_order_is_kept() throws Exception {
        // Given
        var topic = topic(3);
        IntStream.range(0, 30)
                .forEach(i ->
                        IntStream.range(0, 100).forEach(k -> topic.write("key" + k, k + "#" + i)));
        var notes = dir.resolve("working.txt");
        var process = process(topic, notes);
        await().atMost(LONG).until(() -> noted(notes, "end").size() > 1_000);

        // When
        process.destroyForcibly().waitFor();
        var left = unfinished(topic);
        var second = new Journal(_ -> {});
        keep(topic.consume(options("one", QUICK), second));

        // Then
        await().atMost(LONG).until(() -> topic.isFinishedBy("group"));
        assertThat(second.done()).containsExactlyInAnyOrderElementsOf(left);
        var all = new HashSet<>(noted(notes, "end"));
        all.addAll(second.done());
        assertThat(all).hasSize(3_000);
        assertInOrder(noted(notes, "end"));
        assertInOrder(second.done());
    }

    @Test
    void a_conversation_with_a_thousand_that_wait_is_all_that_a_killed_process_leaves()
            throws Exception {
        // Given
        var topic = topic(1);
        var waiting = IntStream.range(0, 1_000).mapToObj(i -> "hang#" + i).toList();
        topic.write("hang", waiting.toArray(String[]::new));
        topic.write(records(topic, 26_000));
        var notes = dir.resolve("waiting.txt");
        var process = process(topic, notes);
        var records = topic.all();
        await().atMost(LONG).until(() -> topic.unfinishedBy("group", records).size() == 1_000);

        // When
        process.destroyForcibly().waitFor();
        var second = new Journal(_ -> {});
        keep(topic.consume(options("one", QUICK), second));

        // Then
        await().atMost(LONG).until(() -> topic.isFinishedBy("group"));
        assertThat(noted(notes, "end")).hasSize(26_000);
        assertThat(second.done()).containsExactlyElementsOf(waiting);
    }

    private static List<ProducerRecord<byte[], byte[]>> records(TextTopic topic, int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        new ProducerRecord<>(
                                topic.topic().name(),
                                ("key" + i % 100).getBytes(UTF_8),
                                ("free#" + i).getBytes(UTF_8)))
                .toList();
    }

    /** Each key's values must be numbered without a gap. */
    private static void assertInOrder(List<String> values) {
        var last = new HashMap<String, Integer>();
        for (String value : values) {
            String[] parts = value.split("#");
            int number = Integer.parseInt(parts[1]);
            assertThat(last.getOrDefault(parts[0], number - 1)).isEqualTo(number - 1);
            last.put(parts[0], number);
        }
    }

    @Test
    void a_second_member_and_the_first_one_leaving_lose_and_repeat_nothing() {
        // Given
        var topic = topic(6);
        var written = new AtomicInteger();
        var first = new Journal(_ -> Thread.sleep(10));
        var second = new Journal(_ -> Thread.sleep(10));
        var leaving = topic.consume(options("one", QUICK), first);
        await().atMost(LONG).until(() -> doneSome(first, topic, written));

        // When
        keep(topic.consume(options("two", QUICK), second));
        await().atMost(LONG).until(() -> doneSome(second, topic, written));
        writeOn(topic, written, 2_000);
        leaving.close();
        writeOn(topic, written, 100);

        // Then
        await().atMost(LONG).until(() -> topic.isFinishedBy("group"));
        var all = Stream.concat(first.done().stream(), second.done().stream()).toList();
        assertThat(all).hasSize(written.get()).doesNotHaveDuplicates();
        assertInOrder(first.done());
        assertInOrder(second.done());
    }

    /** Writes on meanwhile, so that there is work when partitions move. */
    private static boolean doneSome(Journal journal, TextTopic topic, AtomicInteger written) {
        writeOn(topic, written, 200);
        return journal.done().size() > 100;
    }

    private static void writeOn(TextTopic topic, AtomicInteger written, int count) {
        IntStream.range(0, count)
                .map(_ -> written.getAndIncrement())
                .forEach(i -> topic.write("key" + i % 50, i % 50 + "#" + i / 50));
    }

    @Test
    void what_ends_while_another_member_waits_for_a_partition_is_committed_at_once() {
        // Given two partitions with calls that end now and calls that end later
        var topic = topic(2);
        IntStream.range(0, 10).forEach(k -> topic.write("now" + k, "now#" + k));
        IntStream.range(0, 10).forEach(k -> topic.write("later" + k, "later#" + k));
        var now = new CountDownLatch(1);
        var later = new CountDownLatch(1);
        var first = new Journal(d -> (d.value().startsWith("now") ? now : later).await());
        var second = new Journal(_ -> {});
        keep(topic.consume(options("one", QUICK, LONG), first));
        await().atMost(LONG).until(() -> first.attempts().size() == 20);
        keep(topic.consume(options("two", QUICK, LONG), second));
        await().atMost(LONG).until(KeyedConsumerHandoverTest::areCallsWaitedFor);

        // When
        now.countDown();

        // Then
        await().atMost(LONG).until(() -> unfinished(topic).size() == 10);
        assertThat(unfinished(topic)).allMatch(value -> value.startsWith("later"));
        assertThat(areCallsWaitedFor()).isTrue();
        later.countDown();
        await().atMost(LONG).until(() -> topic.isFinishedBy("group"));
        assertThat(first.done()).hasSize(20);
        assertThat(second.attempts()).isEmpty();
    }

    private static boolean areCallsWaitedFor() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Stream::of)
                .anyMatch(frame -> frame.getMethodName().equals("letCallsEnd"));
    }

    @Test
    void closing_interrupts_a_call_that_does_not_end_and_the_next_holder_repeats_it()
            throws Exception {
        // Given
        var topic = topic(1);
        topic.write("key", "endless");
        topic.write("other", "in back-off");
        var interrupted = new AtomicBoolean();
        var first =
                new Journal(delivery -> {
                    if (delivery.value().equals("in back-off")) {
                        throw new IOException("connection refused");
                    }
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.set(true);
                        throw e;
                    }
                });
        var endless = topic.consume(options("one", SLOW), first);
        await().atMost(LONG).until(() -> first.attempts().size() == 2);

        // When
        endless.close();

        // Then
        var second = new Journal(_ -> {});
        keep(topic.consume(options("one", QUICK), second));
        await().atMost(LONG).until(() -> second.done().size() == 2);
        assertThat(interrupted).isTrue();
        assertThat(first.attempts()).hasSize(2);
    }

    @Test
    void closing_lets_a_running_call_come_to_its_end_and_commits_it() {
        // Given
        var topic = topic(1);
        topic.write("key", "slow");
        var closing = new CountDownLatch(1);
        var first =
                new Journal(_ -> {
                    closing.await();
                    Thread.sleep(200);
                });
        var consumer = topic.consume(options("one", QUICK), first);
        await().atMost(LONG).until(() -> first.attempts().size() == 1);

        // When
        closing.countDown();
        consumer.close();

        // Then
        assertThat(first.done()).containsExactly("slow");
        assertThat(topic.isFinishedBy("group")).isTrue();
    }

    @Test
    void a_consumer_whose_membership_fails_begins_anew() {
        // Given
        var topic = topic(1);
        var journal = new Journal(_ -> {});
        keep(topic.consume(options("one", QUICK), journal));
        topic.write("key", "before");
        await().atMost(LONG).until(() -> journal.done().contains("before"));
        var rival = keep(topic.clients().consumer("group", "one"));
        rival.subscribe(List.of(topic.topic().name()));

        // When
        await().atMost(LONG).until(() -> isFenced(rival));

        // Then
        topic.write("key", "after");
        await().atMost(LONG).until(() -> journal.done().contains("after"));
        assertThat(journal.done()).containsExactly("before", "after");
    }

    /** The rival's id is taken back by the consumer that it was taken from. */
    private static boolean isFenced(Consumer<?, ?> rival) {
        try {
            rival.poll(Duration.ofMillis(100));
            return false;
        } catch (FencedInstanceIdException _) {
            return true;
        }
    }

    @Test
    void a_broker_that_is_killed_and_comes_back_is_survived() {
        // Given
        var topic = topic(2);
        var journal = new Journal(_ -> {});
        keep(topic.consume(options("one", QUICK), journal));
        IntStream.range(0, 100).forEach(i -> topic.write("key" + i, i + "#0"));
        await().atMost(LONG).until(() -> topic.isFinishedBy("group"));

        // When
        broker.kill();
        broker.start();
        IntStream.range(100, 200).forEach(i -> topic.write("key" + i, i + "#0"));

        // Then
        await().atMost(LONG).ignoreExceptions().until(() -> topic.isFinishedBy("group"));
        assertThat(journal.done()).hasSize(200).doesNotHaveDuplicates();
    }

    /** The values of the records that the group's commits do not call finished. */
    private static List<String> unfinished(TextTopic topic) {
        return topic.unfinishedBy("group", topic.all()).stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    private Process process(TextTopic topic, Path notes) throws IOException {
        var process =
                KeyedConsumerProcess.start(
                        broker.bootstrapServers(), topic.topic(), "group", "one", notes);
        keep(process::destroyForcibly);
        return process;
    }

    private TextTopic topic(int partitions) {
        return keep(TextTopic.create(broker.bootstrapServers(), partitions));
    }

    private <T extends AutoCloseable> T keep(T closeable) {
        open.add(closeable);
        return closeable;
    }

    private static KeyedConsumerOptions options(String instanceId, BackOff backOff) {
        return options(instanceId, backOff, Duration.ofSeconds(5));
    }

    private static KeyedConsumerOptions options(
            String instanceId, BackOff backOff, Duration grace) {
        return new KeyedConsumerOptions(
                "group", instanceId, 64, 64, 4L << 20, Duration.ofMillis(50), backOff, grace);
    }
}
