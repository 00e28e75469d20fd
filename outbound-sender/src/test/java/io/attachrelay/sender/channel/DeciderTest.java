package io.attachrelay.sender.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.model.MediaKind;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.sender.convert.Converters;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeciderTest {

    private static final String DOCX =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private static final StandInConverter IMAGES =
            StandInConverter.ready(
                    "images",
                    Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/tiff"),
                    Set.of("image/jpeg", "image/png"));
    private static final StandInConverter HEIF =
            StandInConverter.ready("heif", Set.of("image/heic"), Set.of("image/jpeg"));
    private static final StandInConverter OFFICE =
            StandInConverter.ready("office", Set.of(DOCX), Set.of("application/pdf"));
    private static final StandInConverter TEXT =
            StandInConverter.ready(
                    "text", Set.of("text/plain", "text/csv"), Set.of("application/pdf"));
    private static final StandInConverter AV =
            StandInConverter.ready(
                    "audio-video",
                    Set.of(
                            "audio/mpeg",
                            "audio/wav",
                            "audio/ogg",
                            "video/mp4",
                            "video/3gpp",
                            "video/quicktime"),
                    Set.of("audio/ogg", "audio/mp4", "video/mp4"));

    private static final Converters ALL = new Converters(List.of(IMAGES, HEIF, OFFICE, TEXT, AV));
    private static final Converters NONE = new Converters(List.of());

    /** Each level where nothing can be done, where links can be made, and with converters, too. */
    @ParameterizedTest
    @CsvSource({
        "web, image/webp, 26214400, full, full, full",
        "web, image/jpeg, 26214401, rejected, fallback, converted",
        "web, docx, 1000, full, full, full",
        "web, docx, 26214401, rejected, fallback, converted",
        "web, video/mp4;h264, 1000, full, full, full",
        "web, video/mp4;hevc, 1000, fallback, fallback, converted",
        "web, video/quicktime, 1000, fallback, fallback, converted",
        "web, image/heic, 1000, fallback, fallback, converted",
        "web, image/tiff, 1000, fallback, fallback, converted",
        "web, audio/mpeg, 1000, full, full, full",
        "whatsapp, image/jpeg, 5242880, full, full, full",
        "whatsapp, image/jpeg, 5242881, rejected, fallback, converted",
        "whatsapp, image/apng, 1000, full, full, full",
        "whatsapp, image/gif, 1000, rejected, fallback, converted",
        "whatsapp, image/heic, 1000, rejected, fallback, converted",
        "whatsapp, image/bmp, 1000, rejected, fallback, fallback",
        "whatsapp, audio/ogg;opus, 16777216, full, full, full",
        "whatsapp, audio/ogg;vorbis, 1000, rejected, fallback, converted",
        "whatsapp, audio/ogg, 1000, rejected, fallback, converted",
        "whatsapp, audio/mpeg, 1000, fallback, fallback, converted",
        "whatsapp, audio/amr, 1000, fallback, fallback, fallback",
        "whatsapp, audio/mpeg, 16777217, rejected, fallback, converted",
        "whatsapp, audio/wav, 1000, dropped, fallback, converted",
        "whatsapp, video/mp4;h264, 16777216, full, full, full",
        "whatsapp, video/mp4;h264, 16777217, rejected, fallback, converted",
        "whatsapp, video/mp4;hevc, 1000, rejected, fallback, converted",
        "whatsapp, video/mp4, 1000, rejected, fallback, converted",
        "whatsapp, video/3gpp;h264, 1000, fallback, fallback, converted",
        "whatsapp, video/3gpp;h263, 1000, rejected, fallback, converted",
        "whatsapp, video/quicktime, 1000, rejected, fallback, converted",
        "whatsapp, application/pdf, 104857600, full, full, full",
        "whatsapp, application/pdf, 104857601, rejected, fallback, fallback",
        "whatsapp, docx, 1000, rejected, fallback, converted",
        "whatsapp, text/plain, 1000, rejected, fallback, converted",
        "messenger, image/gif, 8388608, full, full, full",
        "messenger, image/webp, 1000, rejected, fallback, converted",
        "messenger, audio/wav, 1000, full, full, full",
        "messenger, video/quicktime, 1000, full, full, full",
        "messenger, docx, 1000, full, full, full",
        "instagram, image/tiff, 1000, rejected, fallback, converted",
        "instagram, audio/wav, 1000, full, full, full",
        "instagram, audio/mpeg, 1000, rejected, fallback, converted",
        "instagram, video/quicktime;h264, 1000, full, full, full",
        "instagram, video/quicktime;hevc, 1000, rejected, fallback, converted",
        "instagram, docx, 1000, rejected, fallback, converted",
        "instagram, application/pdf, 1000, full, full, full",
        "apple, image/heic, 26214400, full, full, full",
        "apple, audio/wav, 1000, full, full, full",
        "apple, video/quicktime, 26214401, rejected, fallback, converted",
        "apple, docx, 1000, full, full, full",
        "line, image/gif, 1000, rejected, fallback, converted",
        "line, audio/mpeg, 1000, rejected, fallback, converted",
        "line, audio/mp4, 1000, full, full, full",
        "line, video/mp4;h264, 1000, full, full, full",
        "line, video/mp4;hevc, 1000, rejected, fallback, converted",
        "line, video/quicktime, 1000, rejected, fallback, converted",
        "line, application/pdf, 1000, rejected, fallback, fallback",
        "telegram, image/webp, 1000, full, full, full",
        "telegram, image/tiff, 1000, fallback, fallback, converted",
        "telegram, audio/wav, 1000, fallback, fallback, converted",
        "telegram, video/quicktime, 1000, fallback, fallback, converted",
        "telegram, docx, 1000, full, full, full",
        "rcs, image/webp, 1000, rejected, fallback, converted",
        "rcs, audio/ogg;vorbis, 1000, full, full, full",
        "rcs, audio/wav, 1000, rejected, fallback, converted",
        "rcs, video/webm, 1000, full, full, full",
        "rcs, docx, 1000, rejected, fallback, converted",
        "mms, image/gif, 2097152, full, full, full",
        "mms, image/gif, 2097153, rejected, fallback, converted",
        "mms, image/tiff, 1000, rejected, fallback, converted",
        "mms, audio/amr, 614400, full, full, full",
        "mms, audio/wav, 1000, rejected, fallback, converted",
        "mms, video/quicktime, 614401, rejected, fallback, converted",
        "mms, application/pdf, 1000, dropped, fallback, fallback",
        "mms, docx, 1000, rejected, fallback, fallback",
        "sms, image/jpeg, 1000, rejected, fallback, fallback",
        "sms, audio/mpeg, 1000, rejected, fallback, fallback",
        "sms, video/mp4, 1000, rejected, fallback, fallback",
        "sms, docx, 1000, rejected, fallback, fallback",
        "viber, image/jpeg, 1048577, rejected, fallback, converted",
        "viber, audio/mpeg, 1000, fallback, fallback, fallback",
        "viber, video/quicktime, 1000, rejected, fallback, converted",
        "viber, docx, 1000, full, full, full"
    })
    void every_channel_and_kind_has_the_level_that_is_expected(
            String channel, String type, long size, String bare, String links, String converters) {
        // Given
        ChannelTable table = ChannelMatrix.standard().table(null, channel);
        FileTraits file = file(type, size);

        // When
        List<String> levels =
                List.of(
                        level(new Decider(NONE, false), table, file),
                        level(new Decider(NONE, true), table, file),
                        level(new Decider(ALL, true), table, file));

        // Then
        assertThat(levels).containsExactly(bare, links, converters);
    }

    @Test
    void a_conversion_is_fitted_to_the_channel_and_knows_what_else_to_do() {
        // When
        Decision decision = decide(new Decider(ALL, true), "whatsapp", DOCX, null, 1000);

        // Then
        assertThat(decision)
                .isEqualTo(
                        new Decision.Converted(
                                "application/pdf",
                                100 << 20,
                                "office",
                                "whatsapp does not show " + DOCX,
                                new Decision.Fallback(
                                        OtherWay.LINK,
                                        ReasonCode.CHANNEL_TYPE_NOT_SUPPORTED,
                                        "whatsapp does not show " + DOCX)));
    }

    @Test
    void a_converter_that_is_not_installed_is_named_and_something_else_is_done() {
        // Given
        var decider = new Decider(new Converters(List.of(OFFICE.missing())), false);

        // When
        Decision decision = decide(decider, "whatsapp", DOCX, null, 1000);

        // Then
        assertThat(decision)
                .isEqualTo(
                        new Decision.Rejected(
                                ReasonCode.CHANNEL_TYPE_NOT_SUPPORTED,
                                "whatsapp does not show "
                                        + DOCX
                                        + "; application/pdf needs office, not installed here"));
    }

    @Test
    void the_next_target_is_made_where_the_first_can_not_be() {
        // Given
        var png = StandInConverter.ready("png", Set.of("image/webp"), Set.of("image/png"));
        var decider = new Decider(new Converters(List.of(IMAGES.missing(), png)), false);

        // When
        Decision decision = decide(decider, "line", "image/webp", null, 1000);

        // Then
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Converted.class,
                        c -> assertThat(c.target()).isEqualTo("image/png"));
    }

    @Test
    void a_file_that_the_platform_does_not_take_is_refused_in_its_name() {
        // When
        Decision decision =
                decide(new Decider(NONE, false), "apple", "application/pdf", null, 26_214_401);

        // Then
        assertThat(decision)
                .isEqualTo(
                        new Decision.Rejected(
                                ReasonCode.CHANNEL_SIZE_EXCEEDED,
                                "the platform takes 26214400 bytes, the file has 26214401"));
    }

    @Test
    void what_a_channel_swallows_is_dropped_here_already() {
        // When
        Decision decision = decide(new Decider(NONE, false), "mms", "text/calendar", null, 1000);

        // Then
        assertThat(decision)
                .isEqualTo(
                        new Decision.Dropped(
                                ReasonCode.CHANNEL_TYPE_NOT_SUPPORTED,
                                "mms takes text/calendar and shows nothing of it"));
    }

    private static Decision decide(
            Decider decider, String channel, String type, @Nullable String codec, long size) {
        return decider.decide(
                ChannelMatrix.standard().table(null, channel),
                new FileTraits(kind(type), type, codec, size));
    }

    private static String level(Decider decider, ChannelTable table, FileTraits file) {
        return decider.decide(table, file).level().wireName();
    }

    private static FileTraits file(String written, long size) {
        String[] parts = written.split(";");
        String type = parts[0].equals("docx") ? DOCX : parts[0];
        return new FileTraits(kind(type), type, parts.length == 2 ? parts[1] : null, size);
    }

    private static MediaKind kind(String type) {
        return switch (type.substring(0, type.indexOf('/'))) {
            case "image" -> MediaKind.IMAGE;
            case "audio" -> MediaKind.AUDIO;
            case "video" -> MediaKind.VIDEO;
            default -> MediaKind.DOCUMENT;
        };
    }
}
