package io.attachrelay.topic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * What a dead letter keeps of its record. A broker measures a record as it is sent: one that its
 * writer has compressed may be larger than any topic takes, once it is read. Then the value is left
 * out, and headers and key as well if they alone are too much.
 */
record LetterContent(byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {

    /** A dead letter's limit without room for what says why it is one. */
    private static final int MOST_BYTES = 2_000_000;

    static LetterContent of(ConsumerRecord<byte[], byte[]> record) {
        List<Header> headers = List.of(record.headers().toArray());
        int beside = length(record.key()) + length(headers);
        if (beside + length(record.value()) <= MOST_BYTES) {
            return new LetterContent(record.key(), record.value(), headers);
        }
        boolean keptBeside = beside <= MOST_BYTES;
        List<Header> kept = new ArrayList<>(keptBeside ? headers : List.of());
        kept.add(number("ar_dlq_value_bytes", length(record.value())));
        if (!keptBeside) {
            kept.add(number("ar_dlq_key_and_headers_bytes", beside));
        }
        return new LetterContent(keptBeside ? record.key() : null, null, kept);
    }

    private static Header number(String name, int value) {
        return new RecordHeader(name, Integer.toString(value).getBytes(StandardCharsets.US_ASCII));
    }

    private static int length(List<Header> headers) {
        return headers.stream().mapToInt(h -> h.key().length() + length(h.value())).sum();
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
