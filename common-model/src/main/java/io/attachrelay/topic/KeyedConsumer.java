package io.attachrelay.topic;

import java.util.List;

/**
 * Reads topics with one first-in-first-out lane per conversation and a virtual thread per busy
 * lane, so that a conversation that waits holds up no other.
 */
public final class KeyedConsumer<V> implements AutoCloseable {

    /**
     * @param topics the topic and, where it has one, its replay topic
     * @param deadLetters takes what can't be handled
     */
    public KeyedConsumer(
            KafkaClients clients,
            KeyedConsumerOptions options,
            List<Topic<V>> topics,
            RecordHandler<V> handler,
            DeadLetters deadLetters) {}

    /** Begins to read. */
    public void start() {}

    /** Whether the loop runs and has not failed. */
    public boolean isRunning() {
        return false;
    }

    /** Stops reading, gives running calls 5 s, commits what is finished. */
    @Override
    public void close() {}
}
