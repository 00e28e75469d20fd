package io.attachrelay.topic;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Parks records that can't be processed on {@code <topic>.dlq}: key, value and all headers as they
 * came, and beside them why, since when, how often it was tried and where it stood.
 */
public final class DeadLetters {

    private final Publisher publisher;
    private final Clock clock;
    private final Witness witness;

    /**
     * @param publisher not closed by this
     * @param witness tells of each parked record
     */
    public DeadLetters(Publisher publisher, Clock clock, Witness witness) {
        this.publisher = publisher;
        this.clock = clock;
        this.witness = witness;
    }

    /** Tells of parked records; the audit trail is one. */
    @FunctionalInterface
    public interface Witness {

        /**
         * What to publish beside the dead letter; may be nothing.
         *
         * @param reason why it was parked, without content
         */
        List<Outgoing<?>> parked(ConsumerRecord<byte[], byte[]> record, String reason);
    }

    /** The time by which failing is measured. */
    Clock clock() {
        return clock;
    }

    /**
     * Parks a record durably.
     *
     * @param reason why, without content
     * @param attempts how often it was tried; 0 if one before it was given up
     * @param firstFailure when it first failed
     * @throws PublishFailedException if the broker did not acknowledge
     */
    void park(
            ConsumerRecord<byte[], byte[]> record,
            String reason,
            int attempts,
            Instant firstFailure) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        records.add(letter(record, reason, attempts, firstFailure, clock.instant()));
        witness.parked(record, reason).forEach(told -> records.add(told.toRecord()));
        publisher.publishRaw(records);
    }

    /**
     * A record as it is parked; for who publishes it in a transaction of its own. What is too large
     * for the dead letters, since its writer has compressed it, stays on its topic, and the letter
     * tells of it.
     *
     * @param attempts how often it was tried, 0 if it could not even be read
     * @param firstFailure when it first failed
     */
    public static ProducerRecord<byte[], byte[]> letter(
            ConsumerRecord<byte[], byte[]> record,
            String reason,
            int attempts,
            Instant firstFailure,
            Instant parkedAt) {
        var content = LetterContent.of(record);
        var letter =
                new ProducerRecord<>(
                        record.topic() + Topic.DEAD_LETTERS,
                        record.partition(),
                        content.key(),
                        content.value());
        content.headers().forEach(letter.headers()::add);
        header(letter, "ar_dlq_reason", reason);
        header(letter, "ar_dlq_attempts", Integer.toString(attempts));
        header(letter, "ar_dlq_first_failure", firstFailure.toString());
        header(letter, "ar_dlq_parked_at", parkedAt.toString());
        header(letter, "ar_dlq_topic", record.topic());
        header(letter, "ar_dlq_partition", Integer.toString(record.partition()));
        header(letter, "ar_dlq_offset", Long.toString(record.offset()));
        return letter;
    }

    private static void header(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
