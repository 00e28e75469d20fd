package io.attachrelay.router;

import io.attachrelay.topic.Delivery;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Records whose attributes the platform was given, while their notices are still to come. To give
 * it the same ones again at each try would cost a call each, and, where calls are paced, the very
 * turn that the notice waited for. Safe for all threads; a crash forgets it, which costs a call.
 */
final class RoutedRecords {

    /** More than a consumer holds at once; what a partition that is gone has left gives way. */
    private static final int MOST = 10_000;

    private record Position(String topic, int partition, long offset) {

        static Position of(Delivery<?> delivery) {
            return new Position(delivery.topic().name(), delivery.partition(), delivery.offset());
        }
    }

    /** Whether the platform took them; false is final too. */
    private final Map<Position, Boolean> taken =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Position, Boolean> eldest) {
                    return size() > MOST;
                }
            };

    /** Whether the platform took the attributes of this record; empty if it is not known. */
    synchronized Optional<Boolean> find(Delivery<?> delivery) {
        return Optional.ofNullable(taken.get(Position.of(delivery)));
    }

    synchronized void remember(Delivery<?> delivery, boolean wereTaken) {
        taken.put(Position.of(delivery), wereTaken);
    }

    /** The record is dealt with. */
    synchronized void forget(Delivery<?> delivery) {
        taken.remove(Position.of(delivery));
    }
}
