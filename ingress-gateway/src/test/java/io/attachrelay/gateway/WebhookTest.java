package io.attachrelay.gateway;

import static java.time.Duration.ofMinutes;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.deploy.testkit.platform.DeliveryAttempt;
import io.attachrelay.deploy.testkit.platform.EventIds;
import io.attachrelay.deploy.testkit.platform.MediaFault;
import io.attachrelay.deploy.testkit.platform.WebhookEvent;
import io.attachrelay.model.AuditEntry;
import io.attachrelay.model.DedupKey;
import io.attachrelay.model.Json;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.StoredEvent;
import io.attachrelay.topic.EventHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedBroker.class)
class WebhookTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @TempDir private Path folder;

    /** Long enough to ask the media host once. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Web web = new Web();
    private Installation relay;

    @BeforeEach
    void start(KafkaBroker broker) throws IOException {
        relay = Installation.start(broker, folder);
    }

    @AfterEach
    void close() {
        relay.close();
        web.close();
    }

    @Test
    void a_stored_event_names_what_was_stored_and_its_headers_carry_the_claim_check() {
        // Given
        var item = relay.publish("invoice");
        var ids = EventIds.random();
        var event = relay.platform.mediaEvent(ids, item);
        var headers = new HashMap<>(relay.platform.webhook().signed(event.body()));
        headers.put("traceparent", TRACE);

        // When
        var answer = relay.platform.webhook().post(event.body(), headers);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(json(answer).path("status").asText()).isEqualTo("stored");
        assertThat(json(answer).path("eventId").asText()).isEqualTo(ids.eventId());
        var stored = relay.storedEvents().getFirst();
        var kept = (StoredAttachment.Kept) stored.attachments().getFirst();
        assertThat(kept.sha256().hex()).isEqualTo(item.sha256());
        assertThat(json(answer).at("/media/0/mediaId").asText()).isEqualTo(kept.mediaId().value());
        assertThat(json(answer).at("/media/0/sizeBytes").asLong()).isEqualTo(item.sizeBytes());
        assertThat(json(answer).at("/media/0/sha256").asText()).isEqualTo(item.sha256());
        var record = relay.reader.records(relay.topics.stored()).getFirst();
        assertThat(new String(record.key(), StandardCharsets.UTF_8))
                .isEqualTo(ids.conversationId());
        assertThat(text(record.headers(), "ce_id")).isEqualTo(stored.dedupKey().value());
        assertThat(text(record.headers(), "ce_type")).isEqualTo("io.attachrelay.media.stored.v1");
        assertThat(text(record.headers(), "ce_source")).isEqualTo("/attachrelay/gateway");
        assertThat(text(record.headers(), "ce_subject")).isEqualTo(ids.messageId());
        assertThat(text(record.headers(), "ce_dataref"))
                .isEqualTo("acme/" + kept.mediaId().conversationPart() + "/" + kept.mediaId());
        assertThat(text(record.headers(), "traceparent")).isEqualTo(TRACE);
        assertThat(text(record.headers(), "ar_dedup_key")).isEqualTo(stored.dedupKey().value());
    }

    @Test
    void each_attachment_has_an_audit_entry() {
        // Given
        var event = relay.event(relay.publish("one"), relay.publish("two"));

        // When
        relay.deliver(event);

        // Then
        var attachments = relay.storedEvents().getFirst().attachments();
        assertThat(relay.auditEntries())
                .extracting(AuditEntry::subject)
                .containsExactlyInAnyOrderElementsOf(
                        attachments.stream().map(a -> a.mediaId().value()).toList());
        assertThat(relay.auditEntries())
                .allSatisfy(e -> assertThat(e.what()).isEqualTo("media.stored"));
    }

    @Test
    void twenty_deliveries_at_once_are_one_download_and_one_record() {
        // Given
        var item = relay.publish("popular");
        var event = relay.event(item);

        // When
        var answers = relay.platform.webhook().deliverConcurrently(event, 20);

        // Then
        assertThat(answers).hasSize(20).allMatch(a -> a.status() == 200);
        assertThat(answers.stream().map(a -> json(a).path("media")).collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(relay.platform.media().downloads(item)).isEqualTo(1);
        assertThat(relay.storedEvents()).hasSize(1);
    }

    @Test
    void a_delivery_after_a_restart_finds_the_object_and_publishes_again() {
        // Given
        var item = relay.publish("kept");
        var event = relay.event(item);
        relay.deliver(event);
        relay.restart();

        // When
        var answer = relay.deliver(event);

        // Then
        assertThat(json(answer).path("status").asText()).isEqualTo("duplicate");
        assertThat(relay.platform.media().downloads(item)).isEqualTo(1);
        assertThat(relay.storedEvents()).hasSize(2);
        assertThat(relay.storedEvents().stream().map(e -> e.dedupKey()).distinct()).hasSize(1);
    }

    @Test
    void the_same_event_id_with_other_media_is_another_event() {
        // Given
        var ids = EventIds.random();
        relay.deliver(relay.platform.mediaEvent(ids, relay.publish("one")));

        // When
        var answer = relay.deliver(relay.platform.mediaEvent(ids, relay.publish("two")));

        // Then
        assertThat(json(answer).path("status").asText()).isEqualTo("stored");
        assertThat(relay.storedEvents()).hasSize(2);
    }

    @Test
    void a_fault_of_the_media_host_does_not_block_the_retry() {
        // Given a host that asks for a longer pause than a webhook may last
        relay.restart(SOON);
        var item = relay.publish("later");
        var event = relay.event(item);
        relay.platform.media().inject(item, new MediaFault.Unavailable(7), 1);
        var first = relay.deliver(event);

        // When
        var second = relay.deliver(event);

        // Then
        assertThat(first.status()).isEqualTo(503);
        assertThat(first.retryAfter()).isEqualTo("7");
        assertThat(json(first).path("code").asText()).isEqualTo("try-again");
        assertThat(second.status()).isEqualTo(200);
        assertThat(relay.storedEvents()).hasSize(1);
    }

    @Test
    void an_expired_url_is_gone_and_its_host_is_not_asked_again_at_once() {
        // Given
        var item = relay.publish("expired");
        var event = relay.event(item);
        relay.platform.media().inject(item, new MediaFault.Expired());
        relay.deliver(event);
        int asked = relay.platform.media().requests().size();

        // When
        var again = relay.deliver(event);

        // Then
        assertThat(again.status()).isEqualTo(502);
        assertThat(json(again).path("code").asText()).isEqualTo("gone");
        assertThat(relay.platform.media().requests()).hasSize(asked);
        assertThat(relay.storedEvents()).isEmpty();
    }

    @Test
    void a_message_whose_only_medium_is_gone_is_declined_to_the_end() {
        // Given
        var item = relay.publish("deleted");
        var event = relay.event(item);
        relay.platform.media().inject(item, new MediaFault.Gone());
        relay.deliver(event);
        relay.clock.advance(Duration.ofSeconds(5));

        // When
        var later = relay.deliver(event);

        // Then
        assertThat(later.status()).isEqualTo(502);
        assertThat(relay.storedEvents()).isEmpty();
    }

    @Test
    void a_medium_that_stays_gone_does_not_hold_back_its_siblings() {
        // Given
        var there = relay.publish("there");
        var gone = relay.publish("gone");
        var event = relay.event(there, gone);
        relay.platform.media().inject(gone, new MediaFault.Gone());
        var first = relay.deliver(event);
        relay.clock.advance(Duration.ofSeconds(5));

        // When
        var second = relay.deliver(event);

        // Then
        assertThat(first.status()).isEqualTo(502);
        assertThat(second.status()).isEqualTo(200);
        assertThat(json(second).at("/media/1/refusal").asText()).isEqualTo("gone");
        assertThat(relay.platform.media().downloads(there)).isEqualTo(1);
        assertThat(refusals()).containsExactly(ReasonCode.GONE);
    }

    @Test
    void a_medium_that_comes_back_after_it_was_given_up_is_published_as_news() {
        // Given
        var event = giveUpOneOfTwo(() -> relay.clock.advance(Duration.ofSeconds(5)));

        // When
        var answer = relay.deliver(event);

        // Then
        assertComesAsNews(answer);
    }

    @Test
    void a_medium_that_comes_back_is_news_to_another_gateway_as_well() {
        // Given
        var event = giveUpOneOfTwo(relay::restart);

        // When
        var answer = relay.deliver(event);

        // Then
        assertComesAsNews(answer);
    }

    @Test
    void a_medium_that_stays_away_is_published_under_one_key() {
        // Given
        var there = relay.publish("there");
        var gone = relay.publish("gone");
        var event = relay.event(there, gone);
        relay.platform.media().inject(gone, new MediaFault.Gone());

        // When
        for (int i = 0; i < 4; i++) {
            relay.deliver(event);
            relay.clock.advance(Duration.ofSeconds(5));
        }

        // Then
        assertThat(relay.storedEvents()).hasSize(3);
        assertThat(keys()).hasSize(1);
    }

    /** One of two files is gone in two deliveries, the second acknowledged, and comes back. */
    private WebhookEvent giveUpOneOfTwo(Runnable andThen) {
        var ids = EventIds.random();
        var there = relay.publish("there");
        var back = relay.publish("back");
        var event = relay.platform.mediaEvent(ids, List.of(there, back));
        relay.platform.media().inject(back, new MediaFault.Gone());
        relay.deliver(event);
        relay.clock.advance(Duration.ofSeconds(5));
        assertThat(relay.deliver(event).status()).isEqualTo(200);
        relay.platform.media().heal(back);
        andThen.run();
        return event;
    }

    private void assertComesAsNews(DeliveryAttempt answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(json(answer).at("/media/1/sha256").isTextual()).isTrue();
        StoredEvent whole = relay.storedEvents().getLast();
        assertThat(whole.attachments()).hasOnlyElementsOfType(StoredAttachment.Kept.class);
        assertThat(whole.dedupKey()).isEqualTo(wholeKey(whole));
        assertThat(keys()).hasSize(2);
    }

    /** As the public contract says. */
    private static DedupKey wholeKey(StoredEvent event) {
        return DedupKey.of(
                event.message().tenant(),
                event.message().platform(),
                event.message().messageId(),
                event.attachments().stream().map(StoredAttachment::mediaId).toList());
    }

    private Set<DedupKey> keys() {
        return relay.storedEvents().stream().map(StoredEvent::dedupKey).collect(toSet());
    }

    @Test
    void a_medium_that_was_gone_only_for_a_moment_is_stored() {
        // Given
        var there = relay.publish("there");
        var back = relay.publish("back");
        var event = relay.event(there, back);
        relay.platform.media().inject(back, new MediaFault.Gone());
        relay.deliver(event);
        relay.platform.media().heal(back);
        relay.clock.advance(Duration.ofSeconds(5));

        // When
        var answer = relay.deliver(event);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(refusals()).isEmpty();
    }

    @Test
    void a_passing_fault_wins_over_gone() {
        // Given
        relay.restart(SOON);
        var busy = relay.publish("busy");
        var gone = relay.publish("gone");
        relay.platform.media().inject(busy, new MediaFault.Unavailable());
        relay.platform.media().inject(gone, new MediaFault.Gone());

        // When
        var answer = relay.deliver(relay.event(busy, gone));

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.retryAfter()).isNotNull();
    }

    @Test
    void a_file_of_exactly_the_limit_passes_and_one_byte_more_is_refused() {
        // Given
        int limit = (int) Installation.MAX_FILE_BYTES;
        var fits = relay.platform.publish("fits", "text/plain", new byte[limit]);
        var large = relay.platform.publish("large", "text/plain", new byte[limit + 1]);
        relay.platform.media().inject(large, new MediaFault.Chunked());

        // When
        var answer = relay.deliver(relay.event(fits, large));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(json(answer).at("/media/0/sizeBytes").asInt()).isEqualTo(limit);
        assertThat(json(answer).at("/media/1/refusal").asText()).isEqualTo("too-large");
        assertThat(refusals()).containsExactly(ReasonCode.TOO_LARGE);
    }

    @Test
    void an_address_outside_of_the_settings_is_refused_and_counted() {
        // Given
        var item =
                relay.publish("trap")
                        .declaringUrl(URI.create("http://169.254.169.254/latest/meta-data"));

        // When
        var answer = relay.deliver(relay.event(item));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(refusals()).containsExactly(ReasonCode.URL_NOT_ALLOWED);
        assertThat(answer.body()).doesNotContain("169.254");
        assertThat(web.get(relay.url("/metrics")).text())
                .contains("attachrelay_url_not_allowed_total{tenant=\"acme\"} 1.0")
                .contains("attachrelay_webhooks_total{outcome=\"stored\",tenant=\"acme\"} 1.0");
    }

    @Test
    void an_event_without_media_is_ignored() {
        // Given
        var ids = EventIds.random();

        // When
        var answer = relay.deliver(relay.platform.textEvent(ids, "hello"));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"status\":\"ignored\",\"eventId\":\""
                                + ids.eventId()
                                + "\",\"media\":[]}");
        assertThat(relay.storedEvents()).isEmpty();
    }

    @Test
    void a_closing_gateway_refuses_new_work_and_ends_what_has_begun() throws Exception {
        // Given
        var slow = relay.publish("slow");
        relay.platform.media().inject(slow, new MediaFault.Slow(2));
        var event = relay.event(slow);
        var running = inBackground(event);
        await().atMost(ofMinutes(1)).until(() -> relay.platform.media().requests().size() == 1);
        var closing = Thread.ofVirtual().start(relay.gateway()::close);

        // When
        await().atMost(ofMinutes(1))
                .until(() -> relay.deliver(relay.event(relay.publish("new"))).status() == 503);

        // Then
        assertThat(running.get().status()).isEqualTo(200);
        closing.join();
        assertThat(relay.storedEvents()).hasSize(1);
    }

    private FutureTask<DeliveryAttempt> inBackground(WebhookEvent event) {
        var task = new FutureTask<>(() -> relay.deliver(event));
        Thread.ofVirtual().start(task);
        return task;
    }

    private List<ReasonCode> refusals() {
        return relay.storedEvents().stream()
                .flatMap(e -> e.attachments().stream())
                .filter(StoredAttachment.Refused.class::isInstance)
                .map(a -> ((StoredAttachment.Refused) a).refusal())
                .toList();
    }

    private static String text(Headers headers, String name) {
        return EventHeaders.text(headers, name);
    }

    private static JsonNode json(DeliveryAttempt answer) {
        try {
            return Json.mapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
