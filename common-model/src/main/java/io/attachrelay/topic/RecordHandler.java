package io.attachrelay.topic;

/** What a service does with a record. It runs on a virtual thread and may block. */
@FunctionalInterface
public interface RecordHandler<V> {

    /**
     * Handles one record to the end; it counts as done when this returns. It may be handed over
     * again after a crash, so its effects must be idempotent.
     *
     * @throws PoisonRecordException if it can never be handled: it goes to the dead letters at once
     * @throws RetryLaterException if it shall be tried again, not before the time it names
     * @throws Exception for any other passing fault: it is tried again with back-off
     */
    void handle(Delivery<V> delivery) throws Exception;
}
