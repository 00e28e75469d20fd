package io.attachrelay.sender;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.attachrelay.model.MediaKind;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/**
 * What one channel takes.
 *
 * @param channel in lower case
 * @param accepts by kind; a kind that is missing is not taken at all
 * @param source where this is said
 * @param checked when the row was last compared with notes taken from stored copies of its source,
 *     not with the live page
 */
record ChannelRow(String channel, Map<MediaKind, Limit> accepts, String source, LocalDate checked) {

    ChannelRow {
        accepts = Map.copyOf(accepts);
    }

    boolean takes(MediaKind kind, String mediaType) {
        Limit limit = accepts.get(kind);
        return limit != null && (limit.types().isEmpty() || limit.types().contains(mediaType));
    }

    /** The largest size that passes; 0 for a kind that is not taken. */
    long mostBytes(MediaKind kind) {
        Limit limit = accepts.get(kind);
        return limit == null ? 0 : limit.kilobytes() * 1024;
    }

    /**
     * What is taken of one kind.
     *
     * @param types MIME types; none means any
     * @param kilobytes a file of exactly this size passes; 1024 bytes each
     */
    record Limit(Set<String> types, long kilobytes) {
        @JsonCreator
        Limit {
            types = types == null ? Set.of() : Set.copyOf(types);
        }
    }
}
