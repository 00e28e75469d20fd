package io.attachrelay.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.media.fetch.FetchOutcome;
import io.attachrelay.media.fetch.FetchRequest;
import io.attachrelay.media.share.FairShare;
import io.attachrelay.media.store.DiskStore;
import io.attachrelay.platform.MediaReference;
import io.attachrelay.platform.ParsedWebhook;
import io.attachrelay.topic.Publisher;
import io.attachrelay.topic.TopicCatalog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks of two tenants whose downloads go on when the test lets them. */
class IntakesTest {

    private static final int MANY = Precedence.NOT_MANY + 1;
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Tenant few = Samples.tenant("few", IntakesTest::message);
    private final Tenant many = Samples.tenant("many", IntakesTest::message);
    private final ExecutorService platform = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch fewBegun = new CountDownLatch(1);
    private final CountDownLatch fewMayEnd = new CountDownLatch(1);
    private final CountDownLatch manyBegun = new CountDownLatch(MANY);
    private final CountDownLatch bytesCome = new CountDownLatch(1);
    private final CountDownLatch manyRead = new CountDownLatch(MANY);
    private final Set<Thread> downloads = ConcurrentHashMap.newKeySet();

    @TempDir private Path folder;
    private Intakes intakes;

    @BeforeEach
    void open() {
        var producer =
                new MockProducer<>(
                        true, null, new ByteArraySerializer(), new ByteArraySerializer());
        intakes =
                new Intakes(
                        List.of(few, many),
                        this::fetch,
                        new DiskStore(folder, Clock.systemUTC()),
                        new FairShare(1, 1),
                        new Publisher(producer),
                        new TopicCatalog(""),
                        1,
                        new GatewayMetrics(new SimpleMeterRegistry()),
                        Clock.systemUTC(),
                        new Precedence(() -> 0));
    }

    @AfterEach
    void close() {
        platform.shutdownNow();
        intakes.drain(Duration.ZERO);
    }

    @Test
    void downloads_of_many_stand_still_while_a_webhook_of_another_is_worked_on() throws Exception {
        // Given
        for (int i = 0; i < MANY; i++) {
            deliver(many, "message-" + i);
        }
        manyBegun.await();
        deliver(few, "message");
        fewBegun.await();

        // When
        bytesCome.countDown();

        // Then
        await().until(() -> downloads.stream().allMatch(IntakesTest::isStandingStill));
        assertThat(manyRead.getCount()).isEqualTo(MANY);
        fewMayEnd.countDown();
        manyRead.await();
    }

    private static boolean isStandingStill(Thread download) {
        return download.getState() == Thread.State.TIMED_WAITING;
    }

    private void deliver(Tenant tenant, String messageId) {
        var webhook =
                new Webhook(
                        tenant,
                        _ -> null,
                        messageId.getBytes(StandardCharsets.UTF_8),
                        TraceParent.of(null),
                        Deadline.in(LONG));
        Future<?> _ = platform.submit(() -> intakes.webhooks().receive(webhook));
    }

    private static ParsedWebhook message(byte[] body) {
        String id = new String(body, StandardCharsets.UTF_8);
        return new ParsedWebhook.Message(
                id,
                id,
                "conversation",
                null,
                Instant.EPOCH,
                List.of(new MediaReference("1", "https://media.example/1", null, null, null)));
    }

    private FetchOutcome fetch(FetchRequest request) {
        try {
            if (request.key().tenant().equals(few.name())) {
                fewBegun.countDown();
                fewMayEnd.await();
            } else {
                download(request);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return new FetchOutcome.Gone(404);
    }

    private void download(FetchRequest request) throws InterruptedException {
        downloads.add(Thread.currentThread());
        manyBegun.countDown();
        bytesCome.await();
        request.received().accept(65_536);
        manyRead.countDown();
    }
}
