package io.attachrelay.topic;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a handler did, in the order in which it did it. */
final class Journal implements RecordHandler<String> {

    private final RecordHandler<String> inner;
    private final List<String> done = new ArrayList<>();
    private final List<Delivery<String>> deliveries = new ArrayList<>();
    private final Set<String> atWork = new HashSet<>();
    private final List<String> overlaps = new ArrayList<>();

    /**
     * @param inner what really handles the records
     */
    Journal(RecordHandler<String> inner) {
        this.inner = inner;
    }

    @Override
    public void handle(Delivery<String> delivery) throws Exception {
        begin(delivery);
        try {
            inner.handle(delivery);
            end(delivery);
        } finally {
            leave(delivery);
        }
    }

    private synchronized void begin(Delivery<String> delivery) {
        deliveries.add(delivery);
        if (!atWork.add(delivery.key())) {
            overlaps.add(delivery.key());
        }
    }

    private synchronized void end(Delivery<String> delivery) {
        done.add(delivery.value());
    }

    private synchronized void leave(Delivery<String> delivery) {
        atWork.remove(delivery.key());
    }

    /** The values that were handled to the end. */
    synchronized List<String> done() {
        return List.copyOf(done);
    }

    /** Every attempt that was begun. */
    synchronized List<Delivery<String>> attempts() {
        return List.copyOf(deliveries);
    }

    /** Keys of which two records were at work at the same time. */
    synchronized List<String> overlaps() {
        return List.copyOf(overlaps);
    }

    /** The values that were handled, by what stands before the {@code #}. */
    Map<String, List<String>> doneByKey() {
        return done().stream()
                .collect(
                        groupingBy(
                                value -> value.substring(0, value.indexOf('#')),
                                LinkedHashMap::new,
                                mapping(value -> value, toList())));
    }
}
