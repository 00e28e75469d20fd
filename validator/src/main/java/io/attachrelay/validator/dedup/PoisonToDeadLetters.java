package io.attachrelay.validator.dedup;

import io.attachrelay.topic.DeadLetters;
import io.attachrelay.topic.PoisonRecordException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

    @Override
    public Response handleError(
            ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (exception instanceof PoisonRecordException poison) {
            Instant now = Instant.now();
            return Response.resume(
                    List.of(
                            DeadLetters.letter(
                                    source(context),
                                    String.valueOf(poison.getMessage()),
                                    0,
                                    now,
                                    now)));
        }
        return Response.fail();
    }

    @Override
    public void configure(Map<String, ?> configs) {}

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
