package io.attachrelay.deploy.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.attachrelay.model.Json;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a replay's id stands for. It is kept on the broker beside the offsets reached, so that no id
 * is used for two things.
 *
 * @param topic with its prefix
 * @param tenant {@code null} for all
 * @param conversation {@code null} for all
 */
record ReplayScope(
        String topic,
        Instant from,
        Instant to,
        @Nullable String tenant,
        @Nullable String conversation,
        boolean effects) {

    /** Reads what {@link #toMetadata} wrote; empty if that was nothing or can't be read. */
    static Optional<ReplayScope> of(String metadata) {
        try {
            return metadata.isBlank()
                    ? Optional.empty()
                    : Optional.of(Json.mapper().readValue(metadata, ReplayScope.class));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    /** As the metadata of a committed offset, which is JSON. */
    String toMetadata() {
        try {
            return Json.mapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In words, for people. */
    @Override
    public String toString() {
        return "%s from %s to %s, %s, %s, %s effects"
                .formatted(
                        topic,
                        from,
                        to,
                        tenant == null ? "all tenants" : "tenant " + tenant,
                        conversation == null ? "all conversations" : "conversation " + conversation,
                        effects ? "with" : "without");
    }
}
