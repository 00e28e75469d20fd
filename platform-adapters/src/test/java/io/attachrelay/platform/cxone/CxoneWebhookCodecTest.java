package io.attachrelay.platform.cxone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attachrelay.model.Profile;
import io.attachrelay.platform.MediaReference;
import io.attachrelay.platform.ParsedWebhook;
import io.attachrelay.platform.WebhookCodecContract;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CxoneWebhookCodecTest extends WebhookCodecContract {

    CxoneWebhookCodecTest() {
        super(new CxoneWebhookCodec(CLOCK), Profile.CXONE_CONVERSATION_EVENTS);
    }

    @Override
    protected List<String> ids() {
        return List.of(
                "/event_id",
                "/data/message_id",
                "/data/conversation_id",
                "/data/attachments/0/attachment_id");
    }

    @Override
    protected String url() {
        return "/data/attachments/0/download_url";
    }

    @Override
    protected String size() {
        return "/data/attachments/0/size_bytes";
    }

    @Test
    void the_guides_event_is_read() {
        // When
        ParsedWebhook parsed = golden();

        // Then
        assertThat(parsed)
                .isEqualTo(
                        new ParsedWebhook.Message(
                                "evt-cxone-99887766",
                                "msg-cxone-445566",
                                "conv-cxone-112233",
                                null,
                                Instant.parse("2024-06-15T14:32:10Z"),
                                List.of(
                                        new MediaReference(
                                                "att-77889900aabbcc",
                                                "https://api.nice-incontact.com/v1/conversations/media/"
                                                        + "att-77889900aabbcc",
                                                "application/pdf",
                                                "invoice_q2.pdf",
                                                524_288L))));
    }

    @Test
    void a_message_without_attachments_is_ignored() {
        // Given
        ObjectNode event = event();
        attachments(event).removeAll();

        // When
        ParsedWebhook parsed = parse(event);

        // Then
        assertThat(parsed).isEqualTo(new ParsedWebhook.Ignored("evt-cxone-99887766"));
    }

    @Test
    void a_message_without_the_list_is_ignored() {
        // Given
        ObjectNode event = event();
        ((ObjectNode) event.get("data")).remove("attachments");

        // When
        ParsedWebhook parsed = parse(event);

        // Then
        assertThat(parsed).isEqualTo(new ParsedWebhook.Ignored("evt-cxone-99887766"));
    }

    @Test
    void attachments_that_are_no_list_are_malformed() {
        // Given
        ObjectNode event = event();
        ((ObjectNode) event.get("data")).putObject("attachments");

        // When
        ParsedWebhook parsed = parse(event);

        // Then
        assertThat(parsed).isEqualTo(new ParsedWebhook.Malformed("data.attachments: not an array"));
    }

    @Test
    void fifty_attachments_are_read_in_order() {
        // Given
        ObjectNode event = event();
        fill(event, 50);

        // When
        var message = message(event);

        // Then
        assertThat(message.media()).extracting(MediaReference::attachmentId).hasSize(50).isSorted();
    }

    @Test
    void more_than_fifty_attachments_are_malformed() {
        // Given
        ObjectNode event = event();
        fill(event, 51);

        // When
        ParsedWebhook parsed = parse(event);

        // Then
        assertThat(parsed).isEqualTo(new ParsedWebhook.Malformed("data.attachments: more than 50"));
    }

    @Test
    void an_attachment_that_stands_twice_counts_once() {
        // Given
        ObjectNode event = event();
        attachments(event).add(attachments(event).get(0).deepCopy());

        // When
        ParsedWebhook parsed = parse(event);

        // Then
        assertThat(parsed).isEqualTo(golden());
    }

    @Test
    void two_attachments_under_one_id_are_malformed() {
        // Given
        ObjectNode event = event();
        ObjectNode second = attachments(event).get(0).deepCopy();
        attachments(event).add(second.put("download_url", "https://elsewhere.example/x"));

        // When
        ParsedWebhook parsed = parse(event);

        // Then
        assertThat(parsed)
                .isEqualTo(
                        new ParsedWebhook.Malformed(
                                "data.attachments[1].attachment_id: another attachment has it already"));
    }

    private static void fill(ObjectNode event, int count) {
        ObjectNode first = (ObjectNode) attachments(event).remove(0);
        for (int i = 0; i < count; i++) {
            attachments(event).add(first.deepCopy().put("attachment_id", "att-%02d".formatted(i)));
        }
    }

    private static ArrayNode attachments(ObjectNode event) {
        return (ArrayNode) event.get("data").get("attachments");
    }
}
