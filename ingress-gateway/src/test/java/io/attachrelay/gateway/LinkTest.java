package io.attachrelay.gateway;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.media.store.ObjectIdentity;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.Custody;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MediaFacts;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Sha256;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedBroker.class)
class LinkTest {

    private static final byte[] BYTES = "0123456789".getBytes(StandardCharsets.UTF_8);
    private static final Verdict ACCEPTED =
            new Verdict.Accepted("image/png", MediaKind.IMAGE, MediaFacts.NONE);

    @TempDir private Path folder;
    private final Web web = new Web();
    private Installation relay;
    private StoredAttachment.Kept kept;

    @BeforeEach
    void start(KafkaBroker broker) throws IOException {
        relay = Installation.start(broker, folder);
        var event = relay.event(relay.platform.publish("Grüße\".html", "text/html", BYTES));
        // As a platform does, should the machine be slow.
        await().atMost(ofMinutes(1)).until(() -> relay.deliver(event).status() == 200);
        kept = (StoredAttachment.Kept) relay.storedEvents().getFirst().attachments().getFirst();
    }

    @AfterEach
    void close() {
        relay.close();
        web.close();
    }

    @Test
    void an_accepted_file_is_served_so_that_no_browser_runs_it() {
        // Given
        judge(ACCEPTED);

        // When
        var answer = web.get(relay.url(link()));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(BYTES);
        assertThat(answer.header("Content-Type")).isEqualTo("image/png");
        assertThat(answer.header("Content-Length")).isEqualTo("10");
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo(
                        "attachment; filename=\"Gr__e_.png\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%22.png");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy"))
                .isEqualTo("sandbox; default-src 'none'");
        assertThat(answer.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(answer.header("ETag")).isEqualTo("\"" + kept.sha256() + "\"");
    }

    @Test
    void in_place_of_a_file_its_clean_copy_is_served() throws IOException {
        // Given
        byte[] clean = {1, 2, 3};
        var copy = new ObjectKey("acme", kept.mediaId().derived("clean"));
        var identity = new ObjectIdentity("acme", "genesys", "c", "m", "copy");
        relay.store.put(copy, identity, new ByteArrayInputStream(clean), 10);
        judge(copy.mediaId(), clean, null);
        judge(kept.mediaId(), BYTES, copy.mediaId());

        // When
        var answer = web.get(relay.url(link()));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(clean);
        assertThat(answer.header("ETag")).isEqualTo("\"" + Sha256.of(clean) + "\"");
    }

    private void judge(MediaId id, byte[] bytes, MediaId cleanCopy) {
        var of = new StoredAttachment.Kept(id, null, null, null, bytes.length, Sha256.of(bytes));
        new Verdicts(relay.store)
                .settle(
                        new ObjectKey("acme", id),
                        new JudgedAttachment(of, ACCEPTED, List.of(), Custody.STORE, cleanCopy));
    }

    @Test
    void head_tells_the_same_without_the_bytes() {
        // Given
        judge(ACCEPTED);

        // When
        var answer = web.call("HEAD", relay.url(link()), BodyPublishers.noBody(), Map.of());

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).isEqualTo("10");
        assertThat(answer.header("Content-Type")).isEqualTo("image/png");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void a_range_is_a_part_of_the_file() {
        // Given
        judge(ACCEPTED);

        // When
        var answer = web.get(relay.url(link()), Map.of("Range", "bytes=2-4"));

        // Then
        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.text()).isEqualTo("234");
        assertThat(answer.header("Content-Range")).isEqualTo("bytes 2-4/10");
        assertThat(answer.header("Content-Length")).isEqualTo("3");
    }

    @Test
    void a_range_of_another_version_is_answered_by_the_whole_file() {
        // Given
        judge(ACCEPTED);
        var headers = Map.of("Range", "bytes=2-4", "If-Range", "\"another\"");

        // When
        var answer = web.get(relay.url(link()), headers);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(BYTES);
    }

    @Test
    void a_range_behind_the_end_is_not_satisfiable() {
        // Given
        judge(ACCEPTED);

        // When
        var answer = web.get(relay.url(link()), Map.of("Range", "bytes=10-"));

        // Then
        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.header("Content-Range")).isEqualTo("bytes */10");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void an_expired_link_says_so() {
        // Given
        judge(ACCEPTED);
        String link = link();

        // When
        relay.clock.advance(Duration.ofHours(1));

        // Then
        var answer = web.get(relay.url(link));
        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.json().path("code").asText()).isEqualTo("link-expired");
    }

    @Test
    void a_forged_link_leads_nowhere() {
        // Given
        judge(ACCEPTED);

        // When
        var answer = web.get(relay.url(link().replace("acme", "other")));

        // Then
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("code").asText()).isEqualTo("not-found");
    }

    @Test
    void a_file_without_a_verdict_or_with_a_bad_one_is_not_served() {
        // Given
        var before = web.get(relay.url(link()));

        // When
        judge(new Verdict.Rejected("text/html", null, ReasonCode.TYPE_NOT_ALLOWED, ""));

        // Then
        assertThat(before.status()).isEqualTo(404);
        assertThat(web.get(relay.url(link())).status()).isEqualTo(404);
    }

    private void judge(Verdict verdict) {
        new Verdicts(relay.store)
                .settle(
                        new ObjectKey("acme", kept.mediaId()),
                        new JudgedAttachment(kept, verdict, List.of()));
    }

    private String link() {
        var expiry = relay.clock.instant().plus(Duration.ofHours(1));
        return "/m/" + relay.links.sign(new ObjectKey("acme", kept.mediaId()), expiry);
    }
}
