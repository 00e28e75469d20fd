package io.attachrelay.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.model.Profile;
import io.attachrelay.platform.MediaUploader.Upload;
import io.attachrelay.platform.MessageSender.Attachment;
import io.attachrelay.platform.MessageSender.Message;
import io.attachrelay.platform.ScriptedServer.Answer;
import io.attachrelay.platform.ScriptedServer.Request;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each call of each profile, byte for byte as the guide has it. */
class GoldenCallsTest {

    private static final MessageRef MESSAGE = new MessageRef("conv-1", "msg-1");
    private static final String REFUSAL = "The attachment was refused: too large.";
    private static final Map<String, String> ATTRIBUTES =
            new TreeMap<>(Map.of("media_count", "2", "media_verdict", "mixed"));

    private final ScriptedServer server = new ScriptedServer(GoldenCallsTest::answer);
    private final PlatformAdapters adapters = new PlatformAdapters(Clock.systemUTC());

    @AfterEach
    void close() {
        adapters.close();
        server.close();
    }

    @Test
    void genesys_sends_a_message_as_in_the_guide() {
        // Given
        Attachment file =
                new Attachment(
                        "media-8f7e6d5c-4b3a-2109-8765-4321fedcba98",
                        "report_q3.pdf",
                        "application/pdf");
        Message message =
                new Message(
                        "conv-1",
                        "user-external-12345",
                        "agent-or-bot-id",
                        "Please review the attached quarterly report.",
                        file);

        // When
        CallOutcome<String> outcome = genesys().sender().send(message);

        // Then
        assertThat(outcome).isEqualTo(new CallOutcome.Done<>("id-1"));
        assertCalled(Profile.GENESYS_MEDIA_EVENTS, "POST", "/api/v2/messages", "message");
    }

    @Test
    void genesys_sends_a_text_without_a_media_id() {
        // Given
        Message message =
                new Message(
                        "conv-1",
                        "user-external-12345",
                        "agent-or-bot-id",
                        "Please review the attached quarterly report.",
                        null);

        // When
        genesys().sender().send(message);

        // Then
        assertCalled(
                Profile.GENESYS_MEDIA_EVENTS, "POST", "/api/v2/messages", "message-without-file");
    }

    @Test
    void genesys_posts_a_system_message_to_the_message() {
        // When
        genesys().systemMessages().post(MESSAGE, REFUSAL);

        // Then
        assertCalled(
                Profile.GENESYS_MEDIA_EVENTS, "POST", "/api/v2/messages/msg-1", "system-message");
    }

    @Test
    void genesys_posts_attributes_to_the_message() {
        // When
        genesys().routing().put(MESSAGE, ATTRIBUTES);

        // Then
        assertCalled(
                Profile.GENESYS_MEDIA_EVENTS,
                "POST",
                "/api/v2/messages/msg-1/attributes",
                "attributes");
    }

    @Test
    void genesys_takes_a_form_with_one_part() {
        // When
        genesys().uploader().upload(upload("report_q3.pdf"));

        // Then
        assertForm("/api/v2/message/mediadata", "report_q3.pdf");
    }

    @Test
    void cxone_sends_a_message_as_in_the_guide() {
        // Given
        Attachment file =
                new Attachment("att-77889900aabbcc", "invoice_updated.pdf", "application/pdf");
        Message message = new Message("conv-1", null, null, "Here is your updated invoice.", file);

        // When
        CallOutcome<String> outcome = cxone().sender().send(message);

        // Then
        assertThat(outcome).isEqualTo(new CallOutcome.Done<>("id-1"));
        assertCalled(
                Profile.CXONE_CONVERSATION_EVENTS,
                "POST",
                "/v1/conversations/conv-1/messages",
                "message");
    }

    @Test
    void cxone_sends_a_text_without_attachments() {
        // Given
        Message message = new Message("conv-1", null, null, "Here is your updated invoice.", null);

        // When
        cxone().sender().send(message);

        // Then
        assertCalled(
                Profile.CXONE_CONVERSATION_EVENTS,
                "POST",
                "/v1/conversations/conv-1/messages",
                "message-without-file");
    }

    @Test
    void cxone_posts_a_system_message_into_the_conversation() {
        // When
        cxone().systemMessages().post(MESSAGE, REFUSAL);

        // Then
        assertCalled(
                Profile.CXONE_CONVERSATION_EVENTS,
                "POST",
                "/v1/conversations/conv-1/messages",
                "system-message");
    }

    @Test
    void cxone_puts_attributes_into_the_contacts_custom_fields() {
        // When
        cxone().routing().put(MESSAGE, ATTRIBUTES);

        // Then
        assertCalled(
                Profile.CXONE_CONVERSATION_EVENTS,
                "PUT",
                "/dfo/3.0/contacts/conv-1/custom-fields",
                "attributes");
    }

    @Test
    void cxone_takes_a_form_with_one_part() {
        // When
        cxone().uploader().upload(upload("receipt.pdf"));

        // Then
        assertForm("/v1/conversations/media", "receipt.pdf");
    }

    @Test
    void a_file_name_is_made_safe_and_its_quotes_are_escaped_as_browsers_do() {
        // When
        genesys().uploader().upload(upload("../Grüße \"q\" 你好\r\nX: y.docx"));

        // Then
        assertForm("/api/v2/message/mediadata", "Grüße %22q%22 你好X: y.pdf");
    }

    @Test
    void genesys_misses_what_a_command_does_not_say() {
        // Given
        MessageSender sender = genesys().sender();

        // Then
        assertThat(sender.missing("to", "from")).isNull();
        assertThat(sender.missing(null, "from")).isEqualTo("to");
        assertThat(sender.missing("to", " ")).isEqualTo("from");
        assertThat(sender.missing(null, null)).isEqualTo("to and from");
    }

    @Test
    void cxone_misses_nothing() {
        // When
        String missing = cxone().sender().missing(null, null);

        // Then
        assertThat(missing).isNull();
    }

    private PlatformAdapter genesys() {
        return adapters.open(
                Tenants.of(Profile.GENESYS_MEDIA_EVENTS, server.url(), "client", "s3cret"));
    }

    private PlatformAdapter cxone() {
        return adapters.open(
                Tenants.of(Profile.CXONE_CONVERSATION_EVENTS, server.url(), "client", "s3cret"));
    }

    private void assertCalled(Profile profile, String method, String path, String golden) {
        Request call = server.requests().getLast();
        assertThat(call.method() + " " + call.path()).isEqualTo(method + " " + path);
        assertThat(call.header("Authorization")).isEqualTo("Bearer token-1");
        assertThat(call.header("Content-type")).isEqualTo("application/json");
        assertThat(call.header("Accept-encoding")).isEqualTo("identity");
        assertThat(Golden.parse(call.body())).isEqualTo(new Golden(profile).tree(golden));
    }

    private void assertForm(String path, String fileName) {
        Request call = server.requests().getLast();
        String type = call.header("Content-type");
        String boundary = type.substring(type.indexOf("boundary=") + "boundary=".length());
        assertThat(call.method() + " " + call.path()).isEqualTo("POST " + path);
        assertThat(type).startsWith("multipart/form-data; boundary=");
        assertThat(call.header("Content-length")).isEqualTo("" + call.body().length);
        assertThat(call.text())
                .isEqualTo(
                        """
                        --%1$s
                        Content-Disposition: form-data; name="mediaFile"; filename="%2$s"
                        Content-Type: application/pdf

                        %%PDF-1.7
                        --%1$s--
                        """
                                .formatted(boundary, fileName)
                                .replace("\n", "\r\n"));
    }

    private static Upload upload(String fileName) {
        byte[] bytes = "%PDF-1.7".getBytes(UTF_8);
        return new Upload(
                "conv-1",
                fileName,
                "application/pdf",
                bytes.length,
                () -> new ByteArrayInputStream(bytes));
    }

    private static Answer answer(Request request) {
        return request.path().equals("/oauth/token")
                ? Answer.of(200, "{\"access_token\":\"token-1\",\"expires_in\":3600}")
                : Answer.of(200, "{\"id\":\"id-1\"}");
    }
}
