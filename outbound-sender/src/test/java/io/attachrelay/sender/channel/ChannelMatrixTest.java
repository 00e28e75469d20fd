package io.attachrelay.sender.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.attachrelay.model.MediaKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChannelMatrixTest {

    private static final long MB = 1 << 20;

    @TempDir Path dir;

    static Stream<Arguments> everyChannelAndKind() {
        return ChannelMatrix.standard().channels().stream()
                .flatMap(channel ->
                        Stream.of(MediaKind.values()).map(kind -> Arguments.of(channel, kind)));
    }

    @ParameterizedTest
    @MethodSource("everyChannelAndKind")
    void every_channel_says_all_of_every_kind_with_source_and_date(String channel, MediaKind kind) {
        // When
        KindSupport support = ChannelMatrix.standard().table(null, channel).of(kind);

        // Then
        assertThat(support.sources())
                .extracting(ChannelTable.Citation::field)
                .containsExactly("takes", "shows", "drops", "max", "ceiling", "into", "otherwise");
        assertThat(support.sources()).noneMatch(cited -> cited.source().isBlank());
        assertThat(support.otherwise()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyChannelAndKind")
    void what_files_are_made_into_is_shown(String channel, MediaKind kind) {
        // When
        KindSupport support = ChannelMatrix.standard().table(null, channel).of(kind);

        // Then
        boolean nothingIsShown = support.shows().isEmpty();
        assertThat(support.targets().isEmpty()).isEqualTo(nothingIsShown);
    }

    @ParameterizedTest
    @MethodSource("everyChannelAndKind")
    void what_is_shown_is_taken(String channel, MediaKind kind) {
        // When
        KindSupport support = ChannelMatrix.standard().table(null, channel).of(kind);

        // Then
        assertThat(support.shows())
                .allMatch(shown ->
                        support.takes().contains(shown)
                                || support.takes(shown.type(), shown.codec()));
    }

    @ParameterizedTest
    @CsvSource({
        "web, IMAGE, 25",
        "web, DOCUMENT, 25",
        "whatsapp, IMAGE, 5",
        "whatsapp, AUDIO, 16",
        "whatsapp, VIDEO, 16",
        "whatsapp, DOCUMENT, 100",
        "messenger, IMAGE, 8",
        "messenger, VIDEO, 25",
        "messenger, DOCUMENT, 25",
        "instagram, IMAGE, 8",
        "instagram, AUDIO, 25",
        "instagram, DOCUMENT, 25",
        "apple, IMAGE, 25",
        "apple, DOCUMENT, 25",
        "line, IMAGE, 10",
        "line, VIDEO, 25",
        "line, DOCUMENT, 0",
        "telegram, IMAGE, 10",
        "telegram, DOCUMENT, 25",
        "rcs, IMAGE, 25",
        "rcs, VIDEO, 25",
        "mms, IMAGE, 2",
        "sms, IMAGE, 0",
        "sms, DOCUMENT, 0",
        "viber, IMAGE, 1",
        "viber, VIDEO, 25",
        "viber, DOCUMENT, 25"
    })
    void the_smaller_of_the_channels_and_the_platforms_limit_counts(
            String channel, MediaKind kind, long megabytes) {
        // When
        KindSupport support = ChannelMatrix.standard().table(null, channel).of(kind);

        // Then
        assertThat(support.mostBytes()).isEqualTo(megabytes * MB);
    }

    @Test
    void a_channels_own_limit_is_kept_beside_the_platforms() {
        // When
        KindSupport apple = ChannelMatrix.standard().table(null, "apple").of(MediaKind.VIDEO);

        // Then
        assertThat(apple.maxBytes()).isEqualTo(100 * MB);
        assertThat(apple.ceilingBytes()).isEqualTo(25 * MB);
    }

    @Test
    void a_text_has_its_longest_length() {
        // When
        ChannelMatrix matrix = ChannelMatrix.standard();

        // Then
        assertThat(matrix.table(null, "sms").textLength()).isEqualTo(765);
        assertThat(matrix.table(null, "whatsapp").textLength()).isEqualTo(2000);
    }

    @Test
    void a_channel_without_a_name_is_taken_for_web_and_case_does_not_matter() {
        // When
        ChannelMatrix matrix = ChannelMatrix.standard();

        // Then
        assertThat(matrix.table(null, "carrier-pigeon").of(MediaKind.AUDIO))
                .isEqualTo(matrix.table(null, "web").of(MediaKind.AUDIO));
        assertThat(matrix.table(null, "WhatsApp").of(MediaKind.AUDIO))
                .isEqualTo(matrix.table(null, "whatsapp").of(MediaKind.AUDIO));
    }

    @Test
    void a_tenants_row_counts_for_that_tenant_and_leaves_the_other_fields_alone() throws Exception {
        // Given
        ChannelMatrix matrix =
                own(
                        """
                        sources: {us: our number's plan}
                        rows:
                          - {tenant: acme, channel: whatsapp, kind: image, max: 1 MB,
                             source: us, checked: 2026-11-27}
                        """);

        // When
        KindSupport acme = matrix.table("acme", "whatsapp").of(MediaKind.IMAGE);
        KindSupport other = matrix.table("globex", "whatsapp").of(MediaKind.IMAGE);

        // Then
        assertThat(acme.mostBytes()).isEqualTo(MB);
        assertThat(acme.shows()).isEqualTo(other.shows());
        assertThat(other.mostBytes()).isEqualTo(5 * MB);
        assertThat(acme.sources())
                .filteredOn(cited -> cited.field().equals("max"))
                .extracting(ChannelTable.Citation::source)
                .containsExactly("our number's plan");
    }

    @Test
    void a_channel_of_ones_own_can_be_named() throws Exception {
        // Given
        ChannelMatrix matrix =
                own(
                        """
                        sources: {us: our own app}
                        channels: [app]
                        rows:
                          - {channel: app, takes: [audio/MP3], shows: [audio/mp3], max: 1 MB, into: [],
                             source: us, checked: 2026-11-27}
                        """);

        // When
        KindSupport audio = matrix.table(null, "App").of(MediaKind.AUDIO);

        // Then
        assertThat(audio.shows()).containsExactly(new TypePattern("audio/mpeg", null));
    }

    @Test
    void all_mistakes_are_named_at_once_with_row_field_and_value() throws Exception {
        // Given
        Path file =
                Files.writeString(
                        dir.resolve("own.yaml"),
                        """
                        rows:
                          - {channel: fax, takes: [image/png], source: guide, checked: 2026-11-27}
                          - {channel: sms, tenant: nobody, takes: [], source: guide, checked: 2026-11-27}
                          - {channel: sms, takes: [picture], source: guide, checked: 2026-11-27}
                          - {channel: sms, otherwise: [pigeon], source: guide, checked: yesterday}
                          - {channel: sms, source: hearsay, checked: 2026-11-27}
                          - {channel: sms, max: 5, into: ['*'], text: none, colour: red,
                             source: guide, checked: 2026-11-27}
                        """);

        // When
        assertThatThrownBy(() -> ChannelMatrix.load(Optional.of(file), Set.of("acme")))
                .isInstanceOfSatisfying(
                        CapabilitiesException.class,
                        e ->
                                // Then
                                assertThat(e.mistakes())
                                        .hasSize(11)
                                        .anyMatch(m -> m.startsWith("rows row 1: channel 'fax'"))
                                        .anyMatch(m -> m.startsWith("rows row 2: tenant 'nobody'"))
                                        .anyMatch(m -> m.startsWith("rows row 3: takes 'picture'"))
                                        .anyMatch(m -> m.startsWith("rows row 4: otherwise"))
                                        .anyMatch(m -> m.startsWith("rows row 4: checked"))
                                        .anyMatch(m -> m.startsWith("rows row 5: says none of"))
                                        .anyMatch(m -> m.startsWith("rows row 5: source 'hearsay'"))
                                        .anyMatch(m -> m.startsWith("rows row 6: max '5'"))
                                        .anyMatch(m -> m.startsWith("rows row 6: into '*'"))
                                        .anyMatch(m -> m.startsWith("rows row 6: text 'none'"))
                                        .anyMatch(m -> m.startsWith("rows row 6: colour")));
    }

    @Test
    void a_file_that_is_not_there_is_said_so() {
        assertThatThrownBy(
                        () -> ChannelMatrix.load(Optional.of(dir.resolve("none.yaml")), Set.of()))
                .isInstanceOf(CapabilitiesException.class)
                .hasMessageContaining("there is no such file");
    }

    @Test
    void other_names_of_types_are_known() {
        // When
        List<String> names =
                Stream.of("audio/MP3", "audio/x-m4a; x=1", "image/jpg", "video/3gp", "image/heic")
                        .map(ChannelMatrix.standard()::canonical)
                        .toList();

        // Then
        assertThat(names)
                .containsExactly(
                        "audio/mpeg", "audio/mp4", "image/jpeg", "video/3gpp", "image/heic");
    }

    private ChannelMatrix own(String rows) throws Exception {
        Path file = Files.writeString(dir.resolve("own.yaml"), rows);
        return ChannelMatrix.load(Optional.of(file), Set.of("acme", "globex"));
    }
}
