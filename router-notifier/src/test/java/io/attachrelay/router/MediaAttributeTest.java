package io.attachrelay.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MediaKind;
import io.attachrelay.router.attributes.RoutingAttributes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MediaAttributeTest {

    private static final Samples MESSAGE = Samples.genesys("attributes");

    @Test
    void all_accepted_attachments_give_an_accepted_message_without_reasons() {
        // When
        var attributes = attributes(MESSAGE.png("a"), MESSAGE.pdf("b"), MESSAGE.png("c"));

        // Then
        assertThat(attributes)
                .isEqualTo(
                        Map.of(
                                "media_count", "3",
                                "media_kinds", "document,image",
                                "media_types", "application/pdf,image/png",
                                "media_total_bytes", "2200",
                                "media_verdict", "accepted",
                                "media_reasons", ""));
    }

    @Test
    void one_accepted_attachment_among_others_gives_a_mixed_message() {
        // When
        var attributes = attributes(MESSAGE.damaged("a"), MESSAGE.png("b"), MESSAGE.program("c"));

        // Then
        assertThat(attributes)
                .containsEntry("media_verdict", "mixed")
                .containsEntry("media_reasons", "damaged-file,type-not-allowed")
                .containsEntry("media_types", "application/x-msdownload,image/png")
                .containsEntry("media_kinds", "image");
    }

    @Test
    void what_the_gateway_refused_counts_and_has_no_bytes_and_no_type() {
        // When
        var attributes = attributes(MESSAGE.gone("a"));

        // Then
        assertThat(attributes)
                .isEqualTo(
                        Map.of(
                                "media_count", "1",
                                "media_kinds", "",
                                "media_types", "",
                                "media_total_bytes", "0",
                                "media_verdict", "rejected",
                                "media_reasons", "gone"));
    }

    @Test
    void the_order_of_attachments_changes_nothing() {
        // Given
        var audio = MESSAGE.accepted("x", "audio/ogg", MediaKind.AUDIO, 5);
        var video = MESSAGE.accepted("y", "video/mp4", MediaKind.VIDEO, 6);

        // When
        var attributes = attributes(audio, video);

        // Then
        assertThat(attributes)
                .isEqualTo(attributes(video, audio))
                .containsEntry("media_kinds", "audio,video");
    }

    private static Map<String, String> attributes(JudgedAttachment... attachments) {
        return RoutingAttributes.standard()
                .forTenant(null)
                .of("web", List.of(attachments))
                .values();
    }
}
