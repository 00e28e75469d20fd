package io.attachrelay.gateway;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.deploy.testkit.platform.DeliveryAttempt;
import io.attachrelay.deploy.testkit.platform.MediaFault;
import io.attachrelay.deploy.testkit.platform.WebhookEvent;
import io.attachrelay.settings.CallerLimits;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a tenant's callers may ask for, and whom it does not concern. */
@ExtendWith(SharedBroker.class)
class LimitsTest {

    private static final Map<String, String> SERVICE =
            Map.of("Authorization", "Bearer " + Installation.SERVICE_TOKEN);

    @TempDir private Path folder;
    private final Web web = new Web();
    private Installation relay;

    @AfterEach
    void close() {
        relay.close();
        web.close();
    }

    @Test
    void what_is_over_the_requests_of_a_minute_comes_again_later(KafkaBroker broker)
            throws IOException {
        // Given
        start(broker, requests(2));
        deliver("one");
        deliver("two");
        var third = relay.event(relay.publish("three"));

        // When
        var refused = relay.deliver(third);

        // Then
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.body()).contains("\"code\":\"too-many-requests\"");
        assertThat(refused.retryAfter()).isEqualTo("30");
        relay.clock.advance(Duration.ofSeconds(29));
        assertThat(relay.deliver(third).status()).isEqualTo(429);
        relay.clock.advance(Duration.ofSeconds(1));
        assertThat(relay.deliver(third).status()).isEqualTo(200);
        assertThat(relay.storedEvents()).hasSize(3);
        assertThat(metrics())
                .contains(
                        "attachrelay_limits_refused_total{limit=\"requests-per-minute\",tenant=\"acme\"} 2.0");
    }

    @Test
    void what_is_saved_is_one_minutes_worth(KafkaBroker broker) throws IOException {
        // Given
        start(broker, requests(2));
        relay.clock.advance(Duration.ofHours(1));
        deliver("one");
        deliver("two");

        // When
        var third = deliver("three");

        // Then
        assertThat(third.status()).isEqualTo(429);
    }

    @Test
    void callers_who_prove_nothing_use_up_nothing(KafkaBroker broker) throws IOException {
        // Given
        start(broker, requests(1));
        byte[] body = relay.event(relay.publish("forged")).body();
        var forged = Map.of("X-Hub-Signature-256", "sha256=AAAA");
        var guessed = Map.of("Authorization", "Bearer guessed");

        // When
        for (int i = 0; i < 20; i++) {
            assertThat(post("/webhooks/acme", body, forged).status()).isEqualTo(401);
            assertThat(post("/media/acme?conversation=c", body, guessed).status()).isEqualTo(401);
        }

        // Then
        assertThat(deliver("good").status()).isEqualTo(200);
    }

    @Test
    void webhooks_and_files_of_services_share_the_requests(KafkaBroker broker) throws IOException {
        // Given
        start(broker, requests(2));
        deliver("one");
        var taken = post("/media/acme?conversation=c", new byte[10], SERVICE);

        // When
        var refused = post("/media/acme?conversation=c", new byte[10], SERVICE);

        // Then
        assertThat(taken.status()).isEqualTo(201);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.header("Retry-After")).isEqualTo("30");
        assertThat(deliver("two").status()).isEqualTo(429);
    }

    @Test
    void a_large_medium_is_taken_and_paid_for_afterwards(KafkaBroker broker) throws IOException {
        // Given
        start(broker, bytes(10_000));
        var item = relay.platform.publish("large.pdf", "application/pdf", new byte[40_000]);
        assertThat(relay.deliver(relay.event(item)).status()).isEqualTo(200);

        // When
        var refused = deliver("next");

        // Then: some 30,000 bytes of debt, at 10,000 a minute
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.retryAfter())).isBetween(180, 200);
        relay.clock.advance(Duration.ofSeconds(Integer.parseInt(refused.retryAfter())));
        assertThat(deliver("next").status()).isEqualTo(200);
    }

    @Test
    void a_medium_that_is_too_large_is_paid_for_up_to_where_that_shows(KafkaBroker broker)
            throws IOException {
        // Given
        start(broker, bytes(10_000));
        var endless = relay.platform.publish("endless", "application/pdf", new byte[1_000]);
        relay.platform.media().inject(endless, new MediaFault.Endless());
        assertThat(relay.deliver(relay.event(endless)).body()).contains("too-large");

        // When
        var refused = deliver("next");

        // Then: some 55,000 bytes of debt, at 10,000 a minute
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.retryAfter())).isBetween(330, 350);
    }

    @Test
    void a_medium_that_breaks_off_is_paid_for_each_time(KafkaBroker broker) throws IOException {
        // Given
        start(broker, bytes(10_000), Duration.ofSeconds(1));
        var cut = relay.platform.publish("cut", "application/pdf", new byte[40_000]);
        relay.platform.media().inject(cut, new MediaFault.ChunkedCutAfter(20_000));
        assertThat(relay.deliver(relay.event(cut)).status()).isEqualTo(503);
        await().atMost(ofMinutes(1)).until(() -> relay.platform.media().downloads(cut) > 2);

        // When
        var refused = deliver("next");

        // Then: of the first two times alone 30,000 bytes of debt, at 10,000 a minute
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.retryAfter())).isGreaterThanOrEqualTo(180);
    }

    @Test
    void what_was_put_off_is_taken_when_it_comes_again_whatever_it_cost(KafkaBroker broker)
            throws IOException {
        // Given
        var limits = new CallerLimits(Optional.of(1), Optional.of(10_000L));
        start(broker, limits, Duration.ofSeconds(1));
        var cut = relay.platform.publish("cut", "application/pdf", new byte[40_000]);
        relay.platform.media().inject(cut, new MediaFault.ChunkedCutAfter(20_000));
        var event = relay.event(cut);
        assertThat(relay.deliver(event).status()).isEqualTo(503);
        await().atMost(ofMinutes(1)).until(() -> metrics().contains("attachrelay_media_fetched"));
        assertThat(deliver("other").status()).isEqualTo(429);
        relay.platform.media().heal();

        // When
        var again = relay.deliver(event);

        // Then
        assertThat(again.status()).isEqualTo(200);
        assertThat(relay.storedEvents()).hasSize(1);
    }

    @Test
    void a_file_of_a_service_is_paid_for_even_if_it_is_refused(KafkaBroker broker)
            throws IOException {
        // Given
        start(broker, bytes(10_000));
        var kept = Map.of("Authorization", "Bearer service-token", "Idempotency-Key", "k");
        post("/media/acme?conversation=c", new byte[5_000], kept);
        var conflict = post("/media/acme?conversation=c", new byte[6_000], kept);

        // When
        var refused = post("/media/acme?conversation=c", new byte[10], SERVICE);

        // Then
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text()).contains("bytes-per-minute");
    }

    @Test
    void a_webhook_is_paid_for(KafkaBroker broker) throws IOException {
        // Given
        start(broker, bytes(1_000));
        byte[] ignored =
                ("{\"event_type\":\"other\",\"filler\":\"" + "x".repeat(1_500) + "\"}").getBytes();
        var signature = relay.platform.webhook().signed(ignored);
        assertThat(post("/webhooks/acme", ignored, signature).status()).isEqualTo(200);

        // When
        var refused = post("/webhooks/acme", ignored, signature);

        // Then
        assertThat(refused.status()).isEqualTo(429);
    }

    @Test
    void a_duplicate_of_what_was_acknowledged_is_not_refused(KafkaBroker broker)
            throws IOException {
        // Given
        start(broker, new CallerLimits(Optional.of(1), Optional.of(100L)));
        var event = relay.event(relay.publish("once"));
        assertThat(relay.deliver(event).status()).isEqualTo(200);
        assertThat(deliver("other").status()).isEqualTo(429);

        // When
        var again = relay.deliver(event);

        // Then
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).contains("\"duplicate\"");
    }

    @Test
    void a_duplicate_of_what_is_under_way_is_not_refused(KafkaBroker broker) throws Exception {
        // Given
        start(broker, new CallerLimits(Optional.of(1), Optional.of(100L)));
        var slow = relay.publish("slow");
        relay.platform.media().inject(slow, new MediaFault.Slow(4));
        var event = relay.event(slow);
        var first = delivering(event);
        await().atMost(ofMinutes(1)).until(() -> relay.platform.media().requests().size() == 1);
        assertThat(deliver("other").status()).isEqualTo(429);

        // When
        var second = relay.deliver(event);

        // Then
        assertThat(second.status()).isEqualTo(200);
        assertThat(first.get().status()).isEqualTo(200);
    }

    @Test
    void a_tenants_limit_is_its_own(KafkaBroker broker) throws IOException {
        // Given
        start(broker, new CallerLimits(Optional.of(1), Optional.of(1L)));
        deliver("one");
        assertThat(deliver("two").status()).isEqualTo(429);
        byte[] body = relay.event(relay.publish("other")).body();
        var bearer = Map.of("Authorization", "Bearer sim-webhook-secret");

        // When
        var answer = post("/webhooks/bearer", body, bearer);

        // Then
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void without_limits_nothing_is_refused(KafkaBroker broker) throws IOException {
        // Given
        start(broker, CallerLimits.NONE);

        // When
        for (int i = 0; i < 50; i++) {
            post("/media/acme?conversation=c", new byte[10_000], SERVICE);
        }

        // Then
        assertThat(deliver("still").status()).isEqualTo(200);
    }

    private void start(KafkaBroker broker, CallerLimits limits) throws IOException {
        relay = Installation.start(broker, folder, Installation.Choice.DEFAULT.limited(limits));
    }

    private void start(KafkaBroker broker, CallerLimits limits, Duration answerWithin)
            throws IOException {
        var choice = Installation.Choice.DEFAULT.limited(limits).answeredWithin(answerWithin);
        relay = Installation.start(broker, folder, choice);
    }

    private static CallerLimits requests(int count) {
        return new CallerLimits(Optional.of(count), Optional.empty());
    }

    private static CallerLimits bytes(long count) {
        return new CallerLimits(Optional.empty(), Optional.of(count));
    }

    private DeliveryAttempt deliver(String name) {
        return relay.deliver(relay.event(relay.publish(name)));
    }

    private FutureTask<DeliveryAttempt> delivering(WebhookEvent event) {
        var task = new FutureTask<>(() -> relay.deliver(event));
        Thread.startVirtualThread(task);
        return task;
    }

    private String metrics() {
        return web.get(relay.url("/metrics")).text();
    }

    private Web.Reply post(String path, byte[] body, Map<String, String> headers) {
        return web.call("POST", relay.url(path), BodyPublishers.ofByteArray(body), headers);
    }
}
