package io.attachrelay.deploy.replay;

import io.attachrelay.model.MessageContext;
import io.attachrelay.model.StoredEvent;
import io.attachrelay.model.VerdictEvent;
import io.attachrelay.topic.PoisonRecordException;
import io.attachrelay.topic.Topic;
import java.util.Optional;

/** Tells which records a replay wants. */
record ReplaySelection(Topic<?> topic, Optional<String> tenant, Optional<String> conversation) {

    /** The record's message, if the replay wants the record; what can't be read is not wanted. */
    Optional<MessageContext> wanted(byte[] value) {
        return message(value)
                .filter(m -> tenant.map(m.tenant()::equals).orElse(true))
                .filter(m -> conversation.map(m.conversationId()::equals).orElse(true));
    }

    private Optional<MessageContext> message(byte[] value) {
        try {
            return switch (topic.codec().decode(value)) {
                case StoredEvent stored -> Optional.of(stored.message());
                case VerdictEvent judged -> Optional.of(judged.message());
                case Object other ->
                        throw new IllegalArgumentException(
                                "no replay of " + other.getClass().getSimpleName());
            };
        } catch (PoisonRecordException _) {
            return Optional.empty();
        }
    }
}
