package io.attachrelay.validator.dedup;

import io.attachrelay.topic.EventHeaders;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/**
 * Takes a replay's mark off: who may write the live topic may set any header, and none of them may
 * make downstream services believe in a replay.
 */
final class WithoutReplayMark extends ContextualFixedKeyProcessor<byte[], byte[], byte[]> {

    @Override
    public void process(FixedKeyRecord<byte[], byte[]> event) {
        event.headers().remove(EventHeaders.REPLAY_ID).remove(EventHeaders.REPLAY_EFFECTS);
        context().forward(event);
    }
}
