package io.attachrelay.validator.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.topic.PoisonRecordException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler.Result;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class PoisonToDeadLettersTest {

    private static final ErrorHandlerContext CONTEXT =
            new DefaultErrorHandlerContext(
                    null,
                    "topic",
                    1,
                    2,
                    new RecordHeaders(),
                    "node",
                    new TaskId(0, 1),
                    3,
                    null,
                    null);
    private static final Record<byte[], byte[]> RECORD = new Record<>(null, null, 3);

    @Test
    void poison_is_parked_and_passed() {
        // When
        var response =
                new PoisonToDeadLetters()
                        .handleError(CONTEXT, RECORD, new PoisonRecordException("why"));

        // Then
        assertThat(response.result()).isEqualTo(Result.RESUME);
        assertThat(response.deadLetterQueueRecords()).hasSize(1);
    }

    @Test
    void any_other_fault_stops_the_stream_and_parks_nothing() {
        // When
        var response =
                new PoisonToDeadLetters()
                        .handleError(CONTEXT, RECORD, new IllegalStateException("store closed"));

        // Then
        assertThat(response.result()).isEqualTo(Result.FAIL);
        assertThat(response.deadLetterQueueRecords()).isEmpty();
    }
}
