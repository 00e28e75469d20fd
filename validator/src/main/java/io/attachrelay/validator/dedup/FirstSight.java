package io.attachrelay.validator.dedup;

import io.attachrelay.settings.DedupSettings;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Lets an event pass at its first sight and drops it while it is remembered. */
final class FirstSight extends ContextualFixedKeyProcessor<byte[], byte[], byte[]> {

    private final Function<Headers, Bytes> identify;
    private final DedupSettings settings;

    FirstSight(Function<Headers, Bytes> identify, DedupSettings settings) {
        this.identify = identify;
        this.settings = settings;
    }

    @Override
    public void process(FixedKeyRecord<byte[], byte[]> event) {
        Bytes id = identify.apply(event.headers());
        SeenEvents seen = new SeenEvents(context().getStateStore(SeenEvents.STORE), settings);
        if (seen.contains(id, event.timestamp())) {
            return;
        }
        seen.add(id, event.timestamp());
        context().forward(event);
    }
}
