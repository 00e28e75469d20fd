package io.attachrelay.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attachrelay.deploy.testkit.fuzz.Fuzz;
import io.attachrelay.model.Json;
import io.attachrelay.model.Profile;
import io.attachrelay.platform.ParsedWebhook.Ignored;
import io.attachrelay.platform.ParsedWebhook.Malformed;
import io.attachrelay.platform.ParsedWebhook.Message;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a platform, or somebody else, sends to the webhook. */
class WebhookFuzzTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    /** It is no field's name, so no complaint has a reason to say it. */
    private static final String VALUE = "value-of-the-sender";

    private static final String[] WORDS = {
        VALUE,
        "\"",
        "\\",
        "\\u0000",
        "\\ud800",
        "\\u202e",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "null",
        "1e400",
        "\ud83d\ude00",
        "\ufeff",
        "\"id\":",
        "\"data\":",
        "\"event_type\":",
        "NaN",
        "/*"
    };

    @ParameterizedTest
    @EnumSource(Profile.class)
    void a_body_is_ignored_refused_or_a_message_whose_ids_are_those_in_it(Profile profile) {
        // Given
        byte[] event = new Golden(profile).bytes("webhook");
        ObjectNode other = (ObjectNode) new Golden(profile).tree("webhook");
        other.put("event_type", "other");

        try (PlatformAdapters adapters = new PlatformAdapters(CLOCK)) {
            WebhookCodec codec =
                    adapters.open(Tenants.of(profile, URI.create("http://sim"), "id", "secret"))
                            .webhooks();

            // When
            Map<String, Long> outcomes =
                    Fuzz.from(event, other.toString().getBytes(UTF_8), new byte[] {'['})
                            .asJson()
                            .with(WORDS)
                            .check(body -> outcome(codec, body));

            // Then
            assertThat(outcomes).containsOnlyKeys("message", "ignored", "malformed");
        }
    }

    private static String outcome(WebhookCodec codec, byte[] body) throws IOException {
        return switch (codec.parse(body)) {
            case Message message -> {
                JsonNode tree = Json.mapper().readTree(body);
                assertFits(message, tree);
                assertThat(ids((Message) codec.parse(tree.toString().getBytes(UTF_8))))
                        .isEqualTo(ids(message));
                yield "message";
            }
            case Ignored(var eventId) -> {
                assertThat(eventId == null || PlatformId.complaint(eventId) == null).isTrue();
                yield "ignored";
            }
            case Malformed(var detail) -> {
                assertThat(detail).isNotBlank().doesNotContain(VALUE, "mypurecloud", "incontact");
                yield "malformed";
            }
        };
    }

    private static List<String> ids(Message message) {
        return Stream.concat(
                        Stream.of(message.eventId(), message.messageId(), message.conversationId()),
                        message.media().stream().map(MediaReference::attachmentId))
                .toList();
    }

    /** Looks for what was read by its name alone. */
    private static void assertFits(Message message, JsonNode tree) {
        assertThat(ids(message)).allSatisfy(id -> assertThat(PlatformId.complaint(id)).isNull());
        assertThat(message.media())
                .isNotEmpty()
                .extracting(MediaReference::attachmentId)
                .doesNotHaveDuplicates();
        assertThat(message.eventId()).isEqualTo(tree.at("/event_id").textValue());
        assertThat(message.messageId()).isEqualTo(tree.at("/data/message_id").textValue());
        assertThat(message.conversationId())
                .isEqualTo(tree.at("/data/conversation_id").textValue());
        assertThat(message.media()).allSatisfy(media -> assertStandsIn(tree, media));
        assertThat(message.occurredAt()).isBetween("1969-12-31T00:00:00Z", "9999-12-31T23:59:59Z");
    }

    private static void assertStandsIn(JsonNode tree, MediaReference media) {
        assertThat(media.url()).isNotBlank().isIn(values(tree, "url", "download_url"));
        assertThat(media.attachmentId()).isIn(values(tree, "id", "media_id", "attachment_id"));
        assertThat(media.declaredBytes() == null || media.declaredBytes() >= 0).isTrue();
        assertThat(media).hasToString("MediaReference[" + media.attachmentId() + "]");
    }

    /** All that stands anywhere under one of these names. */
    private static List<String> values(JsonNode tree, String... names) {
        return Arrays.stream(names).flatMap(name -> tree.findValuesAsText(name).stream()).toList();
    }
}
