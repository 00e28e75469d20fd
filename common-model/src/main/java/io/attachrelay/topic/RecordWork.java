package io.attachrelay.topic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a record to its end: handled, or parked among the dead letters. A record is finished only
 * once its end is durable.
 */
final class RecordWork<V> {

    /** How far the work on a record has come. */
    sealed interface Outcome {}

    /** Handled, or parked because it can never be handled. */
    record Finished() implements Outcome {}

    /** Parked because it failed for too long; what waits behind it must not overtake it. */
    record GivenUp() implements Outcome {}

    /** Not finished: the partition was taken away, and its next holder meets it again. */
    record Abandoned() implements Outcome {}

    /** Not finished: to be gone on with after so long. */
    record Waiting(Duration delay) implements Outcome {}

    private static final Logger LOG = LoggerFactory.getLogger(RecordWork.class);

    private final Map<String, Topic<V>> topics;
    private final RecordHandler<V> handler;
    private final DeadLetters deadLetters;
    private final BackOff backOff;
    private final Function<V, String> tenants;
    private final Permits permits;

    /**
     * @param tenants whose a record is
     */
    RecordWork(
            List<Topic<V>> topics,
            Function<V, String> tenants,
            RecordHandler<V> handler,
            DeadLetters deadLetters,
            KeyedConsumerOptions options) {
        this.topics = topics.stream().collect(Collectors.toMap(Topic::name, Function.identity()));
        this.tenants = tenants;
        this.handler = handler;
        this.deadLetters = deadLetters;
        this.backOff = options.backOff();
        this.permits = new Permits(options.maxCalls(), options.maxCallsEach());
    }

    /** Attempts at a record of a partition that is held. */
    Attempts attempts(ConsumerRecord<byte[], byte[]> record, Assignment assignment) {
        return new Attempts(record, assignment, backOff, deadLetters.clock());
    }

    /**
     * Makes one more attempt, when its tenant's turn has come and on a thread of its own. What
     * waits for its turn is decoded for that only, and kept as bytes.
     *
     * @param then is told on that thread what has become of the record
     */
    void submit(Attempts attempts, Thread.Builder threads, Consumer<Outcome> then) {
        String tenant = tenant(attempts.record());
        permits.request(
                tenant,
                () ->
                        threads.start(
                                () -> then.accept(conclude(attempts, handle(attempts, tenant)))));
    }

    /** The permit is held during the call only: who backs off takes no one's place. */
    private Attempts.Result handle(Attempts attempts, String tenant) {
        try {
            return attempts.next((record, attempt) -> handler.handle(delivery(record, attempt)));
        } finally {
            permits.release(tenant);
        }
    }

    private Outcome conclude(Attempts attempts, Attempts.Result result) {
        return switch (result) {
            case Attempts.Done _ -> new Finished();
            case Attempts.Over _ -> new Abandoned();
            case Attempts.Failed(PoisonRecordException poison) ->
                    park(attempts, FailureText.of(poison), new Finished());
            case Attempts.Failed(var cause) when attempts.areUsedUp() ->
                    park(attempts, FailureText.of(cause), new GivenUp());
            case Attempts.Failed(var cause) -> new Waiting(attempts.delay(cause));
        };
    }

    /** Parks a record untried because one before it in its lane was given up. */
    Outcome follow(Attempts attempts) {
        return park(attempts, "follows a record that was given up", new Finished());
    }

    /** Nobody's, if it can't be read: its attempt tells why. */
    private String tenant(ConsumerRecord<byte[], byte[]> record) {
        try {
            return tenants.apply(topic(record).codec().decode(record.value()));
        } catch (RuntimeException | Error _) {
            // Whatever it is, it is the lane's matter and not the polling thread's.
            return "";
        }
    }

    private Topic<V> topic(ConsumerRecord<byte[], byte[]> record) {
        Topic<V> topic = topics.get(record.topic());
        if (topic == null) {
            throw new IllegalStateException("not subscribed to " + record.topic());
        }
        return topic;
    }

    private Delivery<V> delivery(ConsumerRecord<byte[], byte[]> record, int attempt) {
        Topic<V> topic = topic(record);
        return new Delivery<>(
                topic,
                record.partition(),
                record.offset(),
                record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
                topic.codec().decode(record.value()),
                record.headers(),
                Instant.ofEpochMilli(record.timestamp()),
                attempt);
    }

    /** Parks a record, however long that takes: it is neither skipped nor lost. */
    private Outcome park(Attempts failed, String reason, Outcome parked) {
        Attempts parking = attempts(failed.record(), failed.assignment());
        while (true) {
            var result =
                    parking.next((record, _) ->
                            deadLetters.park(
                                    record, reason, failed.count(), failed.firstFailure()));
            switch (result) {
                case Attempts.Done _ -> {
                    logParked(failed, reason);
                    return parked;
                }
                case Attempts.Over _ -> {
                    return new Abandoned();
                }
                case Attempts.Failed(var cause) -> parking.assignment().sleep(parking.delay(cause));
            }
        }
    }

    private static void logParked(Attempts failed, String reason) {
        LOG.atError()
                .setMessage("record parked among the dead letters")
                .addKeyValue("topic", failed.record().topic())
                .addKeyValue("partition", failed.record().partition())
                .addKeyValue("offset", failed.record().offset())
                .addKeyValue("attempt", failed.count())
                .addKeyValue("reason", reason)
                .log();
    }
}
