package io.attachrelay.topic;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
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

    /** How the work on a record ended. */
    enum Ending {
        /** Handled, or parked because it can never be handled. */
        FINISHED,
        /** Parked because it failed for too long; what waits behind it must not overtake it. */
        GIVEN_UP,
        /** Not finished: the partition was taken away, and its next holder meets it again. */
        ABANDONED
    }

    private static final Logger LOG = LoggerFactory.getLogger(RecordWork.class);

    private final Map<String, Topic<V>> topics;
    private final RecordHandler<V> handler;
    private final DeadLetters deadLetters;
    private final BackOff backOff;
    private final Semaphore permits;

    RecordWork(
            List<Topic<V>> topics,
            RecordHandler<V> handler,
            DeadLetters deadLetters,
            KeyedConsumerOptions options) {
        this.topics = topics.stream().collect(Collectors.toMap(Topic::name, Function.identity()));
        this.handler = handler;
        this.deadLetters = deadLetters;
        this.backOff = options.backOff();
        this.permits = new Semaphore(options.maxCalls(), true);
    }

    /** Handles a record, again and again until it succeeds or is given up. */
    Ending run(ConsumerRecord<byte[], byte[]> record, Assignment assignment) {
        Attempts attempts = attempts(record, assignment);
        while (true) {
            switch (handle(attempts)) {
                case Attempts.Done _ -> {
                    return Ending.FINISHED;
                }
                case Attempts.Over _ -> {
                    return Ending.ABANDONED;
                }
                case Attempts.Failed(PoisonRecordException poison) -> {
                    return park(attempts, FailureText.of(poison), Ending.FINISHED);
                }
                case Attempts.Failed(var cause) -> {
                    if (attempts.areUsedUp()) {
                        return park(attempts, FailureText.of(cause), Ending.GIVEN_UP);
                    }
                    attempts.backOff(cause);
                }
            }
        }
    }

    /** Parks a record untried because one before it in its lane was given up. */
    Ending follow(ConsumerRecord<byte[], byte[]> record, Assignment assignment) {
        return park(
                attempts(record, assignment),
                "follows a record that was given up",
                Ending.FINISHED);
    }

    /** The permit is held during the call only: who backs off takes no one's place. */
    private Attempts.Result handle(Attempts attempts) {
        permits.acquireUninterruptibly();
        try {
            return attempts.next((record, attempt) -> handler.handle(delivery(record, attempt)));
        } finally {
            permits.release();
        }
    }

    private Delivery<V> delivery(ConsumerRecord<byte[], byte[]> record, int attempt) {
        Topic<V> topic = topics.get(record.topic());
        if (topic == null) {
            throw new IllegalStateException("not subscribed to " + record.topic());
        }
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
    private Ending park(Attempts failed, String reason, Ending ending) {
        Attempts parking = attempts(failed.record(), failed.assignment());
        while (true) {
            var result =
                    parking.next((record, _) ->
                            deadLetters.park(
                                    record, reason, failed.count(), failed.firstFailure()));
            switch (result) {
                case Attempts.Done _ -> {
                    logParked(failed, reason);
                    return ending;
                }
                case Attempts.Over _ -> {
                    return Ending.ABANDONED;
                }
                case Attempts.Failed(var cause) -> parking.backOff(cause);
            }
        }
    }

    private Attempts attempts(ConsumerRecord<byte[], byte[]> record, Assignment assignment) {
        return new Attempts(record, assignment, backOff, deadLetters.clock());
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
