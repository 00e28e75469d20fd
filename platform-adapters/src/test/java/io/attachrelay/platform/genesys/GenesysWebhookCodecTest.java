package io.attachrelay.platform.genesys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attachrelay.model.Profile;
import io.attachrelay.platform.MediaReference;
import io.attachrelay.platform.ParsedWebhook;
import io.attachrelay.platform.WebhookCodecContract;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenesysWebhookCodecTest extends WebhookCodecContract {

    private static final String ID = "media-8f7e6d5c-4b3a-2109-8765-4321fedcba98";

    GenesysWebhookCodecTest() {
        super(new GenesysWebhookCodec(CLOCK), Profile.GENESYS_MEDIA_EVENTS);
    }

    @Override
    protected List<String> ids() {
        return List.of("/event_id", "/data/message_id", "/data/conversation_id", "/data/id");
    }

    @Override
    protected String url() {
        return "/data/url";
    }

    @Override
    protected String size() {
        return "/data/size";
    }

    @Test
    void the_guides_event_is_read() {
        // When
        ParsedWebhook parsed = golden();

        // Then
        assertThat(parsed)
                .isEqualTo(
                        new ParsedWebhook.Message(
                                "e1a2b3c4-d5e6-f7g8-h9i0-j1k2l3m4n5o6",
                                "msg-9876543210fedcba",
                                "conv-1234567890abcdef",
                                null,
                                Instant.parse("2024-06-15T14:32:10Z"),
                                List.of(
                                        new MediaReference(
                                                ID,
                                                "https://api.mypurecloud.com/api/v2/message/mediadata/"
                                                        + ID,
                                                "image/png",
                                                null,
                                                245_760L))));
    }

    @Test
    void the_mediums_id_may_stand_under_the_name_that_the_guides_text_uses() {
        // Given
        ObjectNode event = event();
        ObjectNode data = (ObjectNode) event.get("data");
        data.set("media_id", data.remove("id"));

        // When
        ParsedWebhook parsed = parse(event);

        // Then
        assertThat(parsed).isEqualTo(golden());
    }
}
