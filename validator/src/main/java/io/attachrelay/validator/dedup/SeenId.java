package io.attachrelay.validator.dedup;

import io.attachrelay.topic.EventHeaders;
import io.attachrelay.topic.PoisonRecordException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;

/** What an event is remembered by: read from its headers, never from its value. */
final class SeenId {

    // Stands in no key that a client may send, so that no live event can pass for a replayed one.
    private static final char SEPARATOR = 0;

    private SeenId() {}

    /**
     * The id of an event from the live topic: its dedup key.
     *
     * @throws PoisonRecordException if it has none
     */
    static Bytes live(Headers headers) {
        return bytes(header(headers, EventHeaders.DEDUP_KEY));
    }

    /**
     * The id of an event from the replay topic: it passes once per replay.
     *
     * @throws PoisonRecordException if it has no dedup key or no replay id
     */
    static Bytes replayed(Headers headers) {
        String key = header(headers, EventHeaders.DEDUP_KEY);
        return bytes(key + SEPARATOR + header(headers, EventHeaders.REPLAY_ID));
    }

    private static String header(Headers headers, String name) {
        String value = EventHeaders.text(headers, name);
        if (value == null || value.isBlank()) {
            throw new PoisonRecordException("has no header " + name);
        }
        if (value.indexOf(SEPARATOR) >= 0) {
            throw new PoisonRecordException("has a zero byte in its header " + name);
        }
        return value;
    }

    private static Bytes bytes(String id) {
        return Bytes.wrap(id.getBytes(StandardCharsets.UTF_8));
    }
}
