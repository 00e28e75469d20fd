package io.attachrelay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.deploy.testkit.platform.DeliveryAttempt;
import io.attachrelay.deploy.testkit.platform.MediaFault;
import io.attachrelay.deploy.testkit.platform.MediaItem;
import io.attachrelay.deploy.testkit.platform.WebhookEvent;
import io.attachrelay.model.Sha256;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.StoredEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever befell a file before, a delivery that finds it well is kept. */
@ExtendWith(SharedBroker.class)
class MixtureTest {

    private static final int FAULTS = 8;

    /** So that each delivery hardly does more than ask once. */
    private static final Duration ANSWER_WITHIN = Duration.ofMillis(500);

    @TempDir private Path folder;
    private Installation relay;

    @BeforeEach
    void start(KafkaBroker broker) throws IOException {
        relay = Installation.start(broker, folder, ANSWER_WITHIN);
    }

    @AfterEach
    void close() {
        relay.close();
    }

    /** Those that pass, and refuse no file for good. */
    private static List<MediaFault> passing(MediaItem item) {
        return List.of(
                new MediaFault.CutAfter(0),
                new MediaFault.CutAfter(item.sizeBytes() / 2),
                new MediaFault.ChunkedCutAfter(0),
                new MediaFault.ChunkedCutAfter(item.sizeBytes() / 2),
                new MediaFault.Gzipped(),
                new MediaFault.Expired(),
                new MediaFault.Gone(),
                new MediaFault.Unavailable(),
                new MediaFault.Unavailable(0),
                new MediaFault.TooManyRequests(0),
                new MediaFault.Redirect(item.url()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void after_any_mixture_of_faults_a_good_delivery_is_stored(long seed) {
        // Given
        Random random = new Random(seed);
        byte[] bytes = new byte[30_000];
        random.nextBytes(bytes);
        MediaItem item = relay.platform.publish("a.bin", "application/octet-stream", bytes);
        List<MediaFault> faults = passing(item);
        random.ints(FAULTS, 0, faults.size())
                .forEach(i -> relay.platform.media().inject(item, faults.get(i), 1));
        WebhookEvent event = relay.event(relay.publish("sibling"), item);

        // When
        await().atMost(Duration.ofMinutes(2)).until(() -> isStored(item, deliver(event)));

        // Then
        StoredEvent last = relay.storedEvents().getLast();
        assertThat(last.attachments()).hasOnlyElementsOfType(StoredAttachment.Kept.class);
        assertThat(last.attachments().get(1).keptSha256()).isEqualTo(Sha256.of(bytes));
        assertThat(folder.resolve("store").resolve(".unfinished")).isEmptyDirectory();
    }

    private DeliveryAttempt deliver(WebhookEvent event) {
        relay.clock.advance(Duration.ofSeconds(5));
        return relay.deliver(event);
    }

    /** Every other answer asks for another delivery, or says that the file is gone. */
    private static boolean isStored(MediaItem item, DeliveryAttempt answer) {
        if (answer.isAcknowledged()) {
            assertThat(answer.body()).containsAnyOf(item.sha256(), "\"refusal\":\"gone\"");
        } else {
            assertThat(answer.status()).isIn(502, 503);
        }
        return answer.body().contains(item.sha256());
    }
}
