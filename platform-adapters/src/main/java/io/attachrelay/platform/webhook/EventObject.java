package io.attachrelay.platform.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.platform.PlatformId;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object inside a webhook. What is needed throws if it is missing or of another type; what
 * is only declared is {@code null} then.
 */
public final class EventObject {

    /** Longer declarations are dropped: no file system and no registered type comes near. */
    private static final int LONGEST_DECLARATION = 1024;

    private final String path;
    private final JsonNode node;

    /**
     * @param path where it stands, with a dot at the end; empty for the whole body
     */
    EventObject(String path, JsonNode node) {
        this.path = path;
        this.node = node;
    }

    /** Whether the field is there and not null. */
    public boolean has(String field) {
        return node.hasNonNull(field);
    }

    /** A needed id: a string that {@link PlatformId} takes. */
    public String id(String field) throws MalformedEventException {
        String id = text(field);
        String complaint = PlatformId.complaint(id);
        if (complaint != null) {
            throw malformed(field, complaint);
        }
        return id;
    }

    /** An id, or {@code null} if there is no usable one. */
    public @Nullable String idIfAny(String field) {
        String id = node.path(field).textValue();
        return id == null || PlatformId.complaint(id) != null ? null : id;
    }

    /** A needed string, not blank. */
    public String text(String field) throws MalformedEventException {
        JsonNode value = needed(field);
        if (!value.isTextual()) {
            throw malformed(field, "not a string");
        }
        if (value.textValue().isBlank()) {
            throw malformed(field, "blank");
        }
        return value.textValue();
    }

    /** A declared string; {@code null} if there is none, or an absurdly long one. */
    public @Nullable String declaredText(String field) {
        String text = node.path(field).textValue();
        return text == null || text.isBlank() || text.length() > LONGEST_DECLARATION ? null : text;
    }

    /** The channel in lower case; {@code null} if the object names none. */
    public @Nullable String channel() {
        String channel = declaredText("channel");
        return channel == null ? null : channel.strip().toLowerCase(Locale.ROOT);
    }

    /** A declared size; {@code null} unless it is a whole number from 0. */
    public @Nullable Long declaredSize(String field) {
        JsonNode size = node.path(field);
        boolean whole = size.isIntegralNumber() && size.canConvertToLong();
        return whole && size.longValue() >= 0 ? size.longValue() : null;
    }

    /**
     * A time with its offset, between the years 1970 and 9999; now if there is none, since no file
     * shall be lost for want of a date.
     */
    public Instant timeOrNow(String field, Clock clock) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(node.path(field).asText(""));
            if (time.getYear() >= 1970 && time.getYear() <= 9999) {
                return time.toInstant();
            }
        } catch (DateTimeException _) {
            // falls through to now
        }
        return clock.instant();
    }

    /** A needed object. */
    public EventObject object(String field) throws MalformedEventException {
        return child(path + field, needed(field));
    }

    /** The objects of an array; empty if the field is missing or null. */
    public List<EventObject> objects(String field, int atMost) throws MalformedEventException {
        if (!has(field)) {
            return List.of();
        }
        JsonNode array = node.path(field);
        if (!array.isArray()) {
            throw malformed(field, "not an array");
        }
        if (array.size() > atMost) {
            throw malformed(field, "more than " + atMost);
        }
        List<EventObject> objects = new ArrayList<>();
        for (JsonNode element : array) {
            objects.add(child(path + field + "[" + objects.size() + "]", element));
        }
        return objects;
    }

    /** A complaint about one of this object's fields. */
    public MalformedEventException malformed(String field, String complaint) {
        return new MalformedEventException(path + field + ": " + complaint);
    }

    private JsonNode needed(String field) throws MalformedEventException {
        if (!has(field)) {
            throw malformed(field, "missing");
        }
        return node.path(field);
    }

    private static EventObject child(String path, JsonNode node) throws MalformedEventException {
        if (!node.isObject()) {
            throw new MalformedEventException(path + ": not an object");
        }
        return new EventObject(path + ".", node);
    }
}
