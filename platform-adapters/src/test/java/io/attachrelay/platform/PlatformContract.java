package io.attachrelay.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.platform.ApiFault;
import io.attachrelay.deploy.testkit.platform.Endpoint;
import io.attachrelay.deploy.testkit.platform.EventIds;
import io.attachrelay.deploy.testkit.platform.MediaItem;
import io.attachrelay.deploy.testkit.platform.PlatformSimulator;
import io.attachrelay.deploy.testkit.platform.Received;
import io.attachrelay.model.Profile;
import io.attachrelay.model.Sha256;
import io.attachrelay.platform.CallOutcome.Done;
import io.attachrelay.platform.CallOutcome.InDoubt;
import io.attachrelay.platform.CallOutcome.Refused;
import io.attachrelay.platform.CallOutcome.TryAgain;
import io.attachrelay.platform.MediaUploader.Upload;
import io.attachrelay.platform.MessageSender.Attachment;
import io.attachrelay.platform.MessageSender.Message;
import io.attachrelay.platform.http.CallLimits;
import io.attachrelay.platform.http.CallManners;
import io.attachrelay.settings.TenantSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every profile does, against a simulator of its platform. */
public abstract class PlatformContract {

    private static final MessageRef MESSAGE = new MessageRef("conv-1", "msg-1");
    private static final String PDF = "application/pdf";
    private static final String SECRET = "sim-client-secret";

    /** Short enough to wait for in a test, long enough for any answer that is not held back. */
    private static final CallLimits IMPATIENT =
            new CallLimits(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(30));

    private final PlatformAdapters adapters = new PlatformAdapters(Clock.systemUTC());
    private PlatformSimulator platform;
    private PlatformAdapter adapter;

    protected abstract PlatformSimulator start() throws IOException;

    /** What the simulator calls the place where system messages and attributes arrive. */
    protected abstract String target();

    @BeforeEach
    void open() throws IOException {
        platform = start();
        adapter = adapters.open(tenant(SECRET));
    }

    @AfterEach
    void close() {
        adapters.close();
        platform.close();
    }

    @Test
    void a_webhook_names_its_media() {
        // Given
        MediaItem item = platform.publish("photo.png", "image/png", new byte[] {1, 2, 3});
        byte[] body = platform.mediaEvent(EventIds.random(), item).body();

        // When
        ParsedWebhook parsed = adapter.webhooks().parse(body);

        // Then
        assertThat(parsed)
                .isInstanceOfSatisfying(
                        ParsedWebhook.Message.class,
                        message ->
                                assertThat(message.media())
                                        .singleElement()
                                        .extracting(
                                                MediaReference::attachmentId,
                                                MediaReference::url,
                                                MediaReference::declaredType,
                                                MediaReference::declaredBytes)
                                        .containsExactly(
                                                item.id(), item.url().toString(), "image/png", 3L));
    }

    @Test
    void webhooks_without_media_are_ignored() {
        // Given
        EventIds ids = EventIds.random();
        byte[] text = platform.textEvent(ids, "hello").body();
        byte[] other = platform.otherEvent(ids, "conversation:ended").body();

        // When
        List<ParsedWebhook> parsed =
                List.of(adapter.webhooks().parse(text), adapter.webhooks().parse(other));

        // Then
        assertThat(parsed).containsOnly(new ParsedWebhook.Ignored(ids.eventId()));
    }

    @Test
    void an_upload_arrives_with_its_name_its_type_and_every_byte() {
        // Given
        byte[] bytes = pdf(3_000_000);

        // When
        CallOutcome<String> outcome = adapter.uploader().upload(upload("report.docx", bytes));

        // Then
        assertThat(platform.received().uploads())
                .singleElement()
                .satisfies(upload -> {
                    assertThat(upload.fileName()).isEqualTo("report.pdf");
                    assertThat(upload.contentType()).isEqualTo(PDF);
                    assertThat(upload.sizeBytes()).isEqualTo(bytes.length);
                    assertThat(upload.sha256()).isEqualTo(Sha256.of(bytes).hex());
                    assertThat(outcome).isEqualTo(new Done<>(upload.id()));
                });
    }

    @Test
    void a_message_goes_out_with_its_file() {
        // Given
        String media = uploaded();

        // When
        CallOutcome<String> outcome = adapter.sender().send(message(media));

        // Then
        assertThat(platform.received().messages())
                .singleElement()
                .satisfies(sent -> {
                    assertThat(sent.text()).isEqualTo("the report");
                    assertThat(sent.attachments())
                            .extracting(Received.Attachment::id)
                            .containsExactly(media);
                    assertThat(outcome).isEqualTo(new Done<>(sent.id()));
                });
    }

    @Test
    void attributes_arrive() {
        // Given
        Map<String, String> attributes = Map.of("media_count", "1", "media_kinds", "image");

        // When
        CallOutcome<Boolean> outcome = adapter.routing().put(MESSAGE, attributes);

        // Then
        assertThat(outcome).isEqualTo(new Done<>(true));
        assertThat(platform.received().attributes())
                .containsExactly(new Received.RoutingAttributes(target(), attributes));
    }

    @Test
    void a_system_message_arrives() {
        // When
        CallOutcome<Boolean> outcome = adapter.systemMessages().post(MESSAGE, "refused: too large");

        // Then
        assertThat(outcome).isEqualTo(new Done<>(true));
        assertThat(platform.received().systemMessages())
                .singleElement()
                .satisfies(posted -> {
                    assertThat(posted.target()).isEqualTo(target());
                    assertThat(posted.text()).isEqualTo("refused: too large");
                });
    }

    @Test
    void a_revoked_token_is_renewed_once_for_many_callers() throws Exception {
        // Given
        systemMessage();
        platform.tokens().revokeAll();

        // When
        List<CallOutcome<Boolean>> outcomes = atOnce(200, this::systemMessage);

        // Then
        assertThat(outcomes).containsOnly(new Done<>(true));
        assertThat(platform.tokens().requests()).isEqualTo(2);
    }

    @Test
    void an_upload_is_sent_anew_with_the_new_token() {
        // Given
        systemMessage();
        platform.tokens().revokeAll();
        AtomicInteger opened = new AtomicInteger();
        byte[] bytes = pdf(100_000);
        Upload upload =
                new Upload(
                        "conv-1",
                        "report.pdf",
                        PDF,
                        bytes.length,
                        () -> {
                            opened.incrementAndGet();
                            return new ByteArrayInputStream(bytes);
                        });

        // When
        CallOutcome<String> outcome = adapter.uploader().upload(upload);

        // Then
        assertThat(outcome).isInstanceOf(Done.class);
        assertThat(opened).hasValue(2);
    }

    @Test
    void a_second_401_is_final() {
        // Given
        fault(Endpoint.SEND, new ApiFault.Fail(401));

        // When
        CallOutcome<String> outcome = send();

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.status()).isEqualTo(401));
        assertThat(platform.received().all()).hasSize(2);
        assertThat(platform.tokens().requests()).isEqualTo(2);
    }

    @Test
    void a_platform_with_too_many_requests_says_when_to_try_again() {
        // Given
        fault(Endpoint.SEND, new ApiFault.Fail(429, 7));

        // When
        CallOutcome<String> outcome = send();

        // Then
        assertThat(outcome)
                .isEqualTo(
                        new TryAgain<>(
                                "status 429: the simulator was told to fail",
                                Optional.of(Duration.ofSeconds(7))));
        assertThat(platform.received().all()).hasSize(1);
    }

    @Test
    void a_platform_in_trouble_is_to_be_tried_again() {
        // Given
        fault(Endpoint.SEND, new ApiFault.Fail(503));

        // When
        CallOutcome<String> outcome = send();

        // Then
        assertThat(outcome)
                .isEqualTo(
                        new TryAgain<>(
                                "status 503: the simulator was told to fail", Optional.empty()));
    }

    @Test
    void an_upload_that_lies_about_its_type_is_refused_in_the_platforms_words() {
        // Given
        byte[] html = "<html>".getBytes(UTF_8);

        // When
        CallOutcome<String> outcome = adapter.uploader().upload(upload("report.pdf", html));

        // Then
        assertThat(outcome)
                .isEqualTo(
                        new Refused<>(
                                400,
                                "status 400: the part's Content-Type does not match its bytes"));
    }

    @Test
    void a_message_whose_answer_was_lost_is_in_doubt() {
        // Given
        fault(Endpoint.SEND, new ApiFault.DropConnection(true));

        // When
        CallOutcome<String> outcome = send();

        // Then
        assertThat(outcome).isEqualTo(new InDoubt<>("connection lost"));
        assertThat(platform.received().messages()).hasSize(1);
    }

    @Test
    void a_message_whose_answer_is_late_is_in_doubt() {
        // Given
        fault(Endpoint.SEND, new ApiFault.Delay(60_000));
        try (PlatformAdapters impatient = impatient()) {
            MessageSender sender = impatient.open(tenant(SECRET)).sender();

            // When
            CallOutcome<String> outcome = sender.send(message(null));

            // Then
            assertThat(outcome).isEqualTo(new InDoubt<>("time-out"));
        }
    }

    @Test
    void a_system_message_whose_answer_was_lost_is_in_doubt() {
        // Given
        fault(Endpoint.SYSTEM_MESSAGE, new ApiFault.DropConnection(false));

        // When
        CallOutcome<Boolean> outcome = systemMessage();

        // Then
        assertThat(outcome).isEqualTo(new InDoubt<>("connection lost"));
    }

    @Test
    void attributes_whose_answer_was_lost_are_simply_to_be_set_again() {
        // Given
        fault(Endpoint.ATTRIBUTES, new ApiFault.DropConnection(true));

        // When
        CallOutcome<Boolean> outcome = adapter.routing().put(MESSAGE, Map.of("media_count", "1"));

        // Then
        assertThat(outcome).isEqualTo(new TryAgain<>("connection lost", Optional.empty()));
    }

    @Test
    void an_upload_whose_answer_was_lost_is_simply_to_be_made_again() {
        // Given
        fault(Endpoint.UPLOAD, new ApiFault.DropConnection(true));

        // When
        CallOutcome<String> outcome = adapter.uploader().upload(upload("a.pdf", pdf(1_000)));

        // Then
        assertThat(outcome).isEqualTo(new TryAgain<>("connection lost", Optional.empty()));
    }

    @Test
    void a_platform_that_is_down_did_nothing() {
        // Given
        systemMessage();
        platform.close();

        // When
        CallOutcome<String> outcome = send();

        // Then
        assertThat(outcome).isEqualTo(new TryAgain<>("not connected", Optional.empty()));
    }

    @Test
    void wrong_client_credentials_are_to_be_tried_again_and_never_shown() {
        // Given
        PlatformAdapter misconfigured = adapters.open(tenant("a-wrong-secret"));

        // When
        CallOutcome<Boolean> outcome = misconfigured.systemMessages().post(MESSAGE, "hello");

        // Then
        assertThat(outcome)
                .isEqualTo(
                        new TryAgain<>(
                                "token endpoint: status 401 invalid_client", Optional.empty()));
        assertThat(platform.received().all()).isEmpty();
    }

    @Test
    void nothing_shows_a_url_a_token_or_a_secret() throws IOException {
        // Given
        MediaItem item = platform.publish("photo.png", "image/png", new byte[] {1, 2, 3});
        byte[] body = platform.mediaEvent(EventIds.random(), item).body();
        String token = adapter.tokens().token();

        // When
        String shown = adapter + "" + tenant(SECRET).oauth() + adapter.webhooks().parse(body);

        // Then
        assertThat(shown).contains(item.id()).doesNotContain(item.url().toString(), token, SECRET);
    }

    private static PlatformAdapters impatient() {
        return new PlatformAdapters(
                Clock.systemUTC(), CallManners.DEFAULT.with(IMPATIENT), new SimpleMeterRegistry());
    }

    private TenantSettings tenant(String secret) {
        return Tenants.of(Profile.of(platform.profile()), platform.apiUrl(), "sim-client", secret);
    }

    private void fault(Endpoint endpoint, ApiFault fault) {
        platform.apiFaults().inject(endpoint, fault);
    }

    private CallOutcome<Boolean> systemMessage() {
        return adapter.systemMessages().post(MESSAGE, "hello");
    }

    private CallOutcome<String> send() {
        return adapter.sender().send(message(null));
    }

    private String uploaded() {
        adapter.uploader().upload(upload("report.pdf", pdf(1_000)));
        return platform.received().uploads().getLast().id();
    }

    private static Message message(String media) {
        return new Message(
                "conv-1",
                "customer",
                "agent",
                "the report",
                media == null ? null : new Attachment(media, "report.pdf", PDF));
    }

    private static Upload upload(String name, byte[] bytes) {
        return new Upload("conv-1", name, PDF, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    private static byte[] pdf(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        System.arraycopy("%PDF-1.7\n".getBytes(UTF_8), 0, bytes, 0, 9);
        return bytes;
    }

    private static <T> List<T> atOnce(int callers, Callable<T> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = Collections.nCopies(callers, call);
            var results = new ArrayList<T>();
            for (var result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
