package io.attachrelay.deploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.platform.Delivery;
import io.attachrelay.deploy.testkit.platform.MediaFault;
import io.attachrelay.deploy.testkit.platform.MediaItem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a download costs while it is under way. */
abstract class MemoryContract extends SmallGatewayContract {

    /** A file that fills every buffer on its way before it stalls. */
    private static final long FILE_BYTES = 2 << 20;

    private static final long BEFORE_STALL = 1 << 20;

    /** How many downloads are under way. */
    abstract int atOnce();

    /** What each may cost, in bytes of live heap. */
    abstract long mostEach();

    @Override
    Map<String, String> settings() {
        return Map.of();
    }

    @Test
    void a_download_under_way_costs_little_and_all_are_stored_in_the_end() throws Exception {
        // Given a gateway that has done everything once
        MediaItem first = publish(FILE_BYTES + 1);
        message(first).deliverWithRetries();
        long idle = gateway.liveHeap();
        MediaItem item = publish(FILE_BYTES);
        List<ArrivingMessage> messages =
                Stream.generate(() -> message(item)).limit(atOnce()).toList();

        // When they all stand still in the middle
        host.inject(item, new MediaFault.StallAfter(BEFORE_STALL));
        List<Future<Delivery>> deliveries = deliver(messages);
        Stage.await().until(() -> host.downloads(item) == atOnce());
        long each = (gateway.liveHeap() - idle) / atOnce();
        double inFlight = gateway.metric("attachrelay_fetch_in_flight_bytes");
        host.heal();

        // Then
        assertThat(each).describedAs("bytes each").isBetween(1L, mostEach());
        assertThat(inFlight).isEqualTo((double) atOnce() * stage.store().bytesPerPut());
        assertStored(messages, deliveries);
    }
}
