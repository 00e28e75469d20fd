package io.attachrelay.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.model.MediaKind;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.sender.ChannelCapabilities.Unsuitable;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelCapabilitiesTest {

    private static final long MB = 1 << 20;

    private final ChannelCapabilities channels = ChannelCapabilities.load();

    @ParameterizedTest
    @CsvSource({
        "IMAGE, image/jpeg, 5",
        "IMAGE, image/png, 5",
        "AUDIO, audio/ogg, 16",
        "VIDEO, video/mp4, 16",
        "DOCUMENT, application/pdf, 100"
    })
    void whatsapp_takes_what_it_shows_up_to_exactly_its_limit(
            MediaKind kind, String type, long megabytes) {
        assertThat(channels.unsuitable("whatsapp", kind, type, megabytes * MB)).isEmpty();
        assertThat(reason(channels.unsuitable("whatsapp", kind, type, megabytes * MB + 1)))
                .contains(ReasonCode.CHANNEL_SIZE_EXCEEDED);
    }

    @ParameterizedTest
    @CsvSource({
        "whatsapp, DOCUMENT, application/msword",
        "whatsapp, IMAGE, image/gif",
        "line, DOCUMENT, application/pdf",
        "sms, IMAGE, image/png"
    })
    void what_a_channel_does_not_show_is_refused_even_if_it_is_small(
            String channel, MediaKind kind, String type) {
        assertThat(reason(channels.unsuitable(channel, kind, type, 1)))
                .contains(ReasonCode.CHANNEL_TYPE_NOT_SUPPORTED);
    }

    @Test
    void a_channel_that_the_table_does_not_name_is_taken_for_web() {
        assertThat(channels.unsuitable("carrier-pigeon", MediaKind.VIDEO, "video/mp4", 25 * MB))
                .isEmpty();
        assertThat(
                        reason(
                                channels.unsuitable(
                                        "carrier-pigeon",
                                        MediaKind.VIDEO,
                                        "video/mp4",
                                        25 * MB + 1)))
                .contains(ReasonCode.CHANNEL_SIZE_EXCEEDED);
    }

    @Test
    void the_case_of_a_channels_name_does_not_matter() {
        assertThat(reason(channels.unsuitable("WhatsApp", MediaKind.IMAGE, "image/gif", 1)))
                .contains(ReasonCode.CHANNEL_TYPE_NOT_SUPPORTED);
    }

    private static Optional<ReasonCode> reason(Optional<Unsuitable> unsuitable) {
        return unsuitable.map(Unsuitable::reason);
    }
}
