package io.attachrelay.validator.dedup;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Names the event's new type; all other headers stay. */
final class AsFreshEvent extends ContextualFixedKeyProcessor<byte[], byte[], byte[]> {

    private static final byte[] TYPE =
            "io.attachrelay.media.fresh.v1".getBytes(StandardCharsets.UTF_8);

    @Override
    public void process(FixedKeyRecord<byte[], byte[]> event) {
        event.headers().remove("ce_type").add("ce_type", TYPE);
        context().forward(event);
    }
}
