package io.attachrelay.validator.dedup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.ChildProcess;
import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.settings.DedupSettings;
import io.attachrelay.topic.EventHeaders;
import io.attachrelay.validator.TestKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.core.ThrowingRunnable;

/** A deduplicator's topics on a real broker, what is sent to it and what passes. */
final class DedupWorld implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(90);

    private final KafkaBroker broker;
    private final Path dir;
    private final TestKafka kafka;
    private final Producer<byte[], byte[]> producer;

    /**
     * @param broker running, not closed by this
     * @param dir for states and logs
     */
    DedupWorld(KafkaBroker broker, String prefix, Path dir) {
        this.broker = broker;
        this.dir = dir;
        this.kafka = new TestKafka(broker, prefix);
        this.producer = kafka.clients().producer();
    }

    TestKafka kafka() {
        return kafka;
    }

    /** One in this process, not yet started, closed by the caller. */
    Deduplicator deduplicator(String instance, int replicationFactor) {
        return new Deduplicator(
                kafka.clients(),
                kafka.topics(),
                DedupSettings.DEFAULT,
                state(instance),
                instance,
                replicationFactor);
    }

    Path state(String instance) {
        return dir.resolve("state-" + instance);
    }

    /** The folders of its tables of ids. */
    List<Path> tables(String instance) throws IOException {
        try (var files =
                Files.find(state(instance), 3, (path, _) -> path.endsWith(SeenEvents.STORE))) {
            return files.sorted().toList();
        }
    }

    /** One in a process of its own, to be killed. */
    ChildProcess startProcess() throws Exception {
        return startProcess("this boot");
    }

    ChildProcess startProcess(String boot) throws Exception {
        return DeduplicatorProcess.start(
                broker.bootstrapServers(),
                kafka.prefix(),
                state(DeduplicatorProcess.INSTANCE),
                boot,
                processLog());
    }

    /** What the processes have logged. */
    Path processLog() {
        return dir.resolve("deduplicator.log");
    }

    void awaitReadToTheEnd() {
        awaitReadToTheEnd(() -> {});
    }

    void awaitReadToTheEnd(ChildProcess deduplicator) {
        awaitReadToTheEnd(
                () -> assertThat(deduplicator.isAlive()).as(deduplicator.quoteLog()).isTrue());
    }

    private void awaitReadToTheEnd(ThrowingRunnable failFast) {
        await().dontCatchUncaughtExceptions()
                .atMost(LIMIT)
                .failFast(failFast)
                .until(() -> kafka.isReadToTheEnd("deduplicator", kafka.topics().stored()));
    }

    static void awaitTrue(Callable<Boolean> condition) {
        await().dontCatchUncaughtExceptions()
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }

    /** Gives events to Kafka; the caller waits until it has them. */
    List<Future<?>> send(List<String> ids) {
        var sent = new ArrayList<Future<?>>();
        ids.forEach(id -> sent.add(producer.send(event(id, new byte[600]))));
        return sent;
    }

    /** Gives events to Kafka, which has them when the call returns. */
    void sendAndWait(List<String> ids) throws Exception {
        acknowledged(send(ids));
    }

    void sendAndWait(ProducerRecord<byte[], byte[]> record) throws Exception {
        producer.send(record).get();
    }

    static void acknowledged(List<Future<?>> sent) throws Exception {
        for (Future<?> record : sent) {
            record.get();
        }
    }

    ProducerRecord<byte[], byte[]> event(String id, byte[] value) {
        byte[] key = ("conversation-" + id).getBytes(UTF_8);
        var event = new ProducerRecord<>(kafka.topics().stored().name(), key, value);
        event.headers().add(EventHeaders.DEDUP_KEY, id.getBytes(UTF_8));
        return event;
    }

    List<String> passed() throws Exception {
        return kafka.read(kafka.topics().fresh()).stream()
                .map(r -> EventHeaders.text(r.headers(), EventHeaders.DEDUP_KEY))
                .toList();
    }

    static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "id-" + i).toList();
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        kafka.close();
    }
}
