package io.attachrelay.validator.dedup;

import io.attachrelay.topic.DeadLetters;
import io.attachrelay.topic.PoisonRecordException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Parks a record that is known to be poison, in the same transaction that moves past it, and fails
 * for everything else: an unknown fault must never skip a record. Kafka Streams makes it, so it
 * takes the system's time.
 */
public final class PoisonToDeadLetters implements ProcessingExceptionHandler {

    /** The {@link DeadLetters.Witness} in Kafka Streams' configuration. */
    static final String WITNESS = "attachrelay.dead.letters.witness";

    private DeadLetters.Witness witness = (_, _) -> List.of();

    @Override
    public Response handleError(
            ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (exception instanceof PoisonRecordException poison) {
            return Response.resume(parked(source(context), String.valueOf(poison.getMessage())));
        }
        return Response.fail();
    }

    private List<ProducerRecord<byte[], byte[]>> parked(
            ConsumerRecord<byte[], byte[]> source, String reason) {
        Instant now = Instant.now();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        records.add(DeadLetters.letter(source, reason, 0, now, now));
        witness.parked(source, reason).forEach(told -> records.add(told.toRecord()));
        return records;
    }

    @Override
    public void configure(Map<String, ?> configs) {
        if (configs.get(WITNESS) instanceof DeadLetters.Witness given) {
            witness = given;
        }
    }

    private static ConsumerRecord<byte[], byte[]> source(ErrorHandlerContext context) {
        return new ConsumerRecord<>(
                context.topic(),
                context.partition(),
                context.offset(),
                context.timestamp(),
                TimestampType.LOG_APPEND_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                context.sourceRawKey(),
                context.sourceRawValue(),
                context.headers(),
                Optional.empty());
    }
}
