package io.attachrelay.topic;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/**
 * A record as it is handed to a service.
 *
 * @param topic where it was read: the topic itself or its replay topic
 * @param key the conversation id; empty if another program wrote the record without a key
 * @param headers as they came; not to be changed, since dead letters carry them
 * @param timestamp the record's time on the topic
 * @param attempt 1 at first, counted up by each retry within this process
 */
public record Delivery<V>(
        Topic<V> topic,
        int partition,
        long offset,
        String key,
        V value,
        Headers headers,
        Instant timestamp,
        int attempt) {

    /** The replay that this record is part of, if any. */
    public Optional<ReplayMark> replay() {
        return EventHeaders.replayOf(headers);
    }
}
