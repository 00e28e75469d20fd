package io.attachrelay.deploy.replay;

import io.attachrelay.model.MessageContext;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.Topic;
import io.attachrelay.topic.TopicCatalog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Copies the chosen committed records of a topic to its replay topic, each to the same partition,
 * in one transaction a batch together with the offsets reached: a replay that was killed goes on
 * where it stopped when it is run again with the same id. Running consumers are not disturbed: the
 * job joins no group.
 */
public final class ReplayJob implements AutoCloseable {

    /**
     * A broker that starts again is waited for; a dead one no longer than Kafka's clients wait in
     * other commands ({@code default.api.timeout.ms}).
     */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** A record's turn, and the time that the clients take to close. */
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(16);

    private final KafkaClients clients;
    private final Topic<?> topic;
    private final ReplayRequest request;
    private final ReplaySelection selection;
    private final TopicCatalog topics;
    private final Clock clock;
    private final Duration patience;
    private final String group;
    private final ReplayPace pace;
    private final Semaphore running = new Semaphore(1);
    private final Map<String, Long> copied = new TreeMap<>();

    /**
     * @param topic one of {@link TopicCatalog#replayable()}
     */
    public ReplayJob(
            KafkaClients clients,
            TopicCatalog topics,
            Topic<?> topic,
            ReplayRequest request,
            Clock clock) {
        this(clients, topics, topic, request, clock, PATIENCE);
    }

    /**
     * @param patience how long a broker that does not answer is waited for, from 4 s
     */
    ReplayJob(
            KafkaClients clients,
            TopicCatalog topics,
            Topic<?> topic,
            ReplayRequest request,
            Clock clock,
            Duration patience) {
        this.clients = clients;
        this.topic = topic;
        this.request = request;
        this.selection = new ReplaySelection(topic, request.tenant(), request.conversation());
        this.topics = topics;
        this.clock = clock;
        this.patience = patience;
        this.group = group(clients, request);
        this.pace = new ReplayPace(request.perSecond());
    }

    private static String group(KafkaClients clients, ReplayRequest request) {
        return clients.prefixed("replay-" + request.mark().id());
    }

    /**
     * The end of the range that an earlier run with the request's id had; empty if there was none.
     *
     * @throws ReplayBrokenOffException if the broker does not answer
     */
    public static Optional<Instant> earlierEnd(KafkaClients clients, ReplayRequest request) {
        try (var admin = new ReplayAdmin(clients)) {
            return admin.memory(group(clients, request)).scope().map(ReplayScope::to);
        } catch (KafkaException e) {
            throw ReplayBrokenOffException.explained(clients.servers(), e);
        }
    }

    /**
     * Counts what {@link #run} would copy; writes nothing.
     *
     * @throws ReplayRefusedException if a topic is missing or the id stands for another replay
     * @throws ReplayBrokenOffException if the broker does not answer, or the job is closed
     */
    public ReplayReport dryRun(ReplayProgress progress) {
        work((admin, reader) -> {
            seek(reader, admin);
            progress.begins(reader.left());
            goThrough(reader, progress, _ -> {});
        });
        return report(true);
    }

    /**
     * Copies.
     *
     * @return what this run copied; an earlier run of the same id is not counted
     * @throws ReplayRefusedException if a topic is missing or the id stands for another replay
     * @throws ReplayBrokenOffException if the broker does not answer, or the job is closed
     */
    public ReplayReport run(ReplayProgress progress) {
        work((admin, reader) -> {
            // Before the copier, which would end the other replay if it still ran.
            memory(admin);
            copy(admin, reader, progress);
        });
        return report(false);
    }

    private void copy(ReplayAdmin admin, ReplayReader reader, ReplayProgress progress) {
        try (var copier =
                new ReplayCopier(clients, group, topics, topic, request, pace, clock, patience)) {
            seek(reader, admin);
            progress.begins(reader.left());
            copier.begin(reader.positions(), reader.group());
            goThrough(
                    reader,
                    progress,
                    batch -> copier.copy(batch, reader.positions(), reader.group()));
            copier.finish(total(), reader.positions(), reader.group());
        }
    }

    private void work(BiConsumer<ReplayAdmin, ReplayReader> task) {
        running.acquireUninterruptibly();
        try (var admin = new ReplayAdmin(clients);
                var reader = new ReplayReader(clients, group, patience)) {
            admin.require(List.of(topic, topic.replay(), topics.audit()), topics);
            task.accept(admin, reader);
        } catch (KafkaException e) {
            throw ReplayBrokenOffException.explained(clients.servers(), e);
        } finally {
            running.release();
        }
    }

    private void seek(ReplayReader reader, ReplayAdmin admin) {
        Map<TopicPartition, Long> reached = memory(admin).reached(topic.name());
        reader.seek(topic, request, admin.isStampedByBroker(topic), reached);
    }

    private ReplayMemory memory(ReplayAdmin admin) {
        ReplayMemory memory = admin.memory(group);
        ReplayScope wanted = request.scope(topic.name());
        memory.scope()
                .filter(before -> !before.equals(wanted))
                .ifPresent(before -> {
                    throw ReplayRefusedException.usedFor(request.mark().id(), before, wanted);
                });
        return memory;
    }

    private void goThrough(
            ReplayReader reader,
            ReplayProgress progress,
            Consumer<List<ConsumerRecord<byte[], byte[]>>> work) {
        while (!reader.isDone()) {
            pace.requireGoing();
            long before = reader.position();
            List<ConsumerRecord<byte[], byte[]>> chosen = chosen(reader.next());
            if (!chosen.isEmpty()) {
                work.accept(chosen);
            }
            progress.passed(reader.position() - before);
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> chosen(
            List<ConsumerRecord<byte[], byte[]>> batch) {
        return batch.stream().filter(this::isChosen).toList();
    }

    private boolean isChosen(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return false;
        }
        var message = selection.wanted(record.value());
        message.map(MessageContext::tenant).ifPresent(t -> copied.merge(t, 1L, Long::sum));
        return message.isPresent();
    }

    /**
     * Ends what runs: what was not committed of it is undone, if the broker answers. Returns when
     * it has ended, within 16 s. Safe for all threads.
     */
    @Override
    public void close() {
        pace.stop();
        try {
            if (running.tryAcquire(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                running.release();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private long total() {
        return copied.values().stream().mapToLong(Long::longValue).sum();
    }

    private ReplayReport report(boolean dryRun) {
        return new ReplayReport(request.mark().id(), topic.name(), dryRun, Map.copyOf(copied));
    }
}
