package io.attachrelay.topic;

import io.attachrelay.model.DedupKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a record: CloudEvents in binary mode, the trace and our own.
 *
 * @param id {@code ce_id}
 * @param type {@code ce_type}, the topic's name without prefix under {@code io.attachrelay.}
 * @param source {@code ce_source}, the service that wrote it
 * @param subject {@code ce_subject}; {@code null} if none
 * @param time {@code ce_time}
 * @param dataref {@code ce_dataref}, the claim check: the store's key of the attachment, or of
 *     their common prefix; {@code null} if none
 * @param traceparent W3C trace context; {@code null} if none
 * @param dedupKey {@code ar_dedup_key}; {@code null} if none
 * @param replay {@code ar_replay_id} and {@code ar_replay_effects}; {@code null} outside a replay
 */
public record EventHeaders(
        String id,
        String type,
        String source,
        @Nullable String subject,
        Instant time,
        @Nullable String dataref,
        @Nullable String traceparent,
        @Nullable DedupKey dedupKey,
        @Nullable ReplayMark replay) {

    /** The deduplication key. */
    public static final String DEDUP_KEY = "ar_dedup_key";

    /** The replay's id. */
    public static final String REPLAY_ID = "ar_replay_id";

    /** {@code true} if a replay wants effects again. */
    public static final String REPLAY_EFFECTS = "ar_replay_effects";

    /** W3C trace context. */
    public static final String TRACEPARENT = "traceparent";

    /** Adds what is set to {@code headers}. */
    void writeTo(Headers headers) {
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", id);
        add(headers, "ce_type", type);
        add(headers, "ce_source", source);
        add(headers, "ce_subject", subject);
        add(headers, "ce_time", time.toString());
        add(headers, "ce_dataref", dataref);
        add(headers, "content-type", "application/json");
        add(headers, TRACEPARENT, traceparent);
        add(headers, DEDUP_KEY, dedupKey == null ? null : dedupKey.value());
        if (replay != null) {
            write(headers, replay);
        }
    }

    /** Adds a replay's mark to {@code headers}. */
    public static void write(Headers headers, ReplayMark mark) {
        add(headers, REPLAY_ID, mark.id());
        add(headers, REPLAY_EFFECTS, Boolean.toString(mark.effects()));
    }

    /** The replay's mark on a record, if it has one. */
    public static Optional<ReplayMark> replayOf(Headers headers) {
        return Optional.ofNullable(text(headers, REPLAY_ID))
                .map(id -> new ReplayMark(id, Boolean.parseBoolean(text(headers, REPLAY_EFFECTS))));
    }

    /** A header as text; {@code null} if it is missing or empty. */
    public static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null || header.value().length == 0) {
            return null;
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private static void add(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
