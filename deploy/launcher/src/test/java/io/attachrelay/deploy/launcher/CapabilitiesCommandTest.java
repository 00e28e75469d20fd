package io.attachrelay.deploy.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.deploy.testkit.sample.SampleFile;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.model.MediaKind;
import io.attachrelay.sender.channel.ChannelMatrix;
import io.attachrelay.sender.channel.ChannelTable;
import io.attachrelay.sender.channel.KindSupport;
import io.attachrelay.sender.channel.TypePattern;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilitiesCommandTest extends CommandTest {

    @Test
    void what_would_be_done_is_told_as_one_line_of_json_with_all_keys() throws IOException {
        // Given
        Path picture = SampleFiles.png().writeInto(dir);

        // When
        int exit = run("capabilities", "check", "--json", "--channel=WhatsApp", picture.toString());

        // Then
        assertThat(exit).isZero();
        JsonNode line = read(out.toString());
        assertThat(line.properties().stream().map(p -> p.getKey()))
                .containsExactly(
                        "file",
                        "channel",
                        "detectedType",
                        "kind",
                        "sizeBytes",
                        "verdict",
                        "level",
                        "target",
                        "converter",
                        "way",
                        "reason",
                        "detail");
        assertThat(line.path("channel").asText()).isEqualTo("whatsapp");
        assertThat(line.path("verdict").asText()).isEqualTo("accepted");
        assertThat(line.path("level").asText()).isEqualTo("full");
        assertThat(line.path("reason").isNull()).isTrue();
    }

    @Test
    void a_picture_on_a_channel_of_text_becomes_a_link_only_where_links_can_be_sent()
            throws IOException {
        // Given
        Path picture = SampleFiles.png().writeInto(dir);
        Path links =
                settings(
                        """
                        gateway: {public-url: https://relay.example.com}
                        links: {secret: 0123456789abcdef}
                        """);

        // When
        run("capabilities", "check", "--json", "--channel=sms", picture.toString());
        run(
                "capabilities",
                "check",
                "--json",
                "--channel=sms",
                "--config=" + links,
                picture.toString());

        // Then
        List<JsonNode> lines = out.toString().lines().map(CapabilitiesCommandTest::read).toList();
        assertThat(lines)
                .extracting(line -> line.path("level").asText())
                .containsExactly("rejected", "fallback");
        assertThat(lines)
                .extracting(line -> line.path("way").asText())
                .containsExactly("null", "link");
        assertThat(lines)
                .allMatch(
                        line -> line.path("reason").asText().equals("channel-type-not-supported"));
    }

    @Test
    void what_a_converter_here_can_make_is_told_with_its_name() throws IOException {
        // Given
        Path text = SampleFiles.text().writeInto(dir);

        // When
        run("capabilities", "check", "--json", "--channel=whatsapp", text.toString());

        // Then
        JsonNode line = read(out.toString());
        assertThat(line.path("level").asText()).isEqualTo("converted");
        assertThat(line.path("target").asText()).isEqualTo("application/pdf");
        assertThat(line.path("converter").asText()).isEqualTo("text");
        assertThat(line.path("reason").isNull()).isTrue();
    }

    static Stream<Arguments> filesToSend() {
        return Stream.of(
                arguments(SampleFiles.odt(), "application/pdf", "office"),
                arguments(SampleFiles.csv(), "application/pdf", "text"),
                arguments(SampleFiles.wav(), "audio/ogg", "audio-video"),
                arguments(SampleFiles.gif(), "image/jpeg", "images"));
    }

    @ParameterizedTest
    @MethodSource("filesToSend")
    void what_only_a_service_may_hand_over_can_be_converted(
            SampleFile sample, String target, String converter) throws IOException {
        // Given
        Path file = sample.writeInto(dir);

        // When
        run("capabilities", "check", "--json", "--channel=whatsapp", file.toString());

        // Then
        JsonNode line = read(out.toString());
        assertThat(line.path("verdict").asText()).isEqualTo("accepted");
        assertThat(line.path("level").asText()).isEqualTo("converted");
        assertThat(line.path("target").asText()).isEqualTo(target);
        assertThat(line.path("converter").asText()).isEqualTo(converter);
    }

    @ParameterizedTest
    @MethodSource("filesToSend")
    void without_a_program_what_needs_it_goes_in_another_way(
            SampleFile sample, String target, String converter) throws IOException {
        // Given
        Path file = sample.writeInto(dir);
        Path nothing = Files.createDirectory(dir.resolve("nothing"));
        Path settings =
                settings(
                        """
                        convert: {program-folders: %s}
                        gateway: {public-url: https://relay.example.com}
                        links: {secret: 0123456789abcdef}
                        """
                                .formatted(nothing));
        boolean inJava = Set.of("text", "images").contains(converter);

        // When
        run(
                "capabilities",
                "check",
                "--json",
                "--channel=whatsapp",
                "--config=" + settings,
                file.toString());

        // Then
        JsonNode line = read(out.toString());
        assertThat(line.path("level").asText()).isEqualTo(inJava ? "converted" : "fallback");
        if (!inJava) {
            assertThat(line.path("way").asText()).isEqualTo("link");
            assertThat(line.path("detail").asText()).contains(target, converter);
        }
    }

    @Test
    void the_doctor_says_which_converters_work_and_what_the_others_lack() throws IOException {
        // Given
        Path nothing = Files.createDirectory(dir.resolve("nothing"));
        Path with = settings("");
        run("doctor", "--config=" + with);
        String here = out.toString();
        out.getBuffer().setLength(0);

        // When
        run("doctor", "--config=" + settings("convert: {program-folders: %s}".formatted(nothing)));

        // Then
        assertThat(here)
                .containsPattern("ok +converter +office, LibreOffice")
                .containsPattern("ok +converter +audio-video, ffmpeg version")
                .containsPattern("ok +converter +heif, vips");
        assertThat(out.toString())
                .containsPattern("missing +converter +office, .*Debian: .*")
                .containsPattern("missing +converter +audio-video, .*Debian: .*")
                .containsPattern("missing +converter +heif, .*Debian: .*")
                .containsPattern("ok +converter +images, Java 25")
                .containsPattern("ok +converter +text, Java 25");
    }

    @Test
    void a_file_that_is_not_accepted_is_not_sent_whatever_the_channel() throws IOException {
        // Given
        Path program = SampleFiles.windowsProgram().named("photo.png").writeInto(dir);

        // When
        run("capabilities", "check", "--json", program.toString());

        // Then
        JsonNode line = read(out.toString());
        assertThat(line.path("verdict").asText()).isEqualTo("rejected");
        assertThat(line.path("level").asText()).isEqualTo("rejected");
        assertThat(line.path("reason").asText()).isEqualTo("media-not-accepted");
        assertThat(line.path("detail").asText()).startsWith("type-not-allowed");
    }

    @Test
    void a_file_that_can_not_be_opened_is_said_so_and_the_next_is_looked_at() throws IOException {
        // Given
        Path missing = dir.resolve("missing.png");
        Path picture = SampleFiles.png().writeInto(dir);

        // When
        int exit = run("capabilities", "check", missing.toString(), picture.toString());

        // Then
        assertThat(exit).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        missing
                                + ": rejected, not sent, inspection-failed (web):"
                                + " there is no such file",
                        picture + ": full, sent as it is (web)");
        assertThat(err.toString()).contains("there is no such file");
    }

    @Test
    void a_tenants_rows_and_channel_count_for_that_tenant() throws IOException {
        // Given
        Path own =
                Files.writeString(
                        dir.resolve("own.yaml"),
                        """
                        sources: {us: our number's plan}
                        rows:
                          - {tenant: acme, channel: viber, kind: image, takes: [image/jpeg],
                             shows: [image/jpeg], source: us, checked: 2026-11-27}
                        """);
        Path settings = settings("sender: {capabilities-file: %s}".formatted(own));
        Path picture = SampleFiles.png().writeInto(dir);

        // When
        run("capabilities", "check", "--config=" + settings, "--channel=viber", picture.toString());
        run("capabilities", "check", "--config=" + settings, "--tenant=acme", picture.toString());

        // Then
        assertThat(out.toString().lines())
                .containsExactly(
                        picture + ": full, sent as it is (viber)",
                        picture
                                + ": converted, sent as image/jpeg, made by images (viber): viber"
                                + " does not take image/png");
    }

    @Test
    void what_a_channel_shows_is_printed_with_source_and_date() {
        // When
        int exit = run("capabilities", "show", "--json", "whatsapp");

        // Then
        assertThat(exit).isZero();
        JsonNode kinds = read(out.toString());
        assertThat(kinds.valueStream().map(kind -> kind.path("kind").asText()))
                .containsExactly("image", "audio", "video", "document");
        JsonNode audio = kinds.get(1);
        assertThat(audio.path("shows").valueStream().map(JsonNode::asText))
                .containsExactly("audio/ogg; codecs=opus");
        assertThat(audio.path("mostBytes").asLong()).isEqualTo(16 << 20);
        assertThat(audio.path("into").get(0).asText()).isEqualTo("audio/ogg");
        assertThat(audio.path("otherwise").get(0).asText()).isEqualTo("file");
        assertThat(audio.path("sources").get(0).path("source").asText())
                .startsWith("AWS End User Messaging");
        assertThat(audio.path("sources").get(0).path("checked").asText()).isEqualTo("2026-11-22");
    }

    @Test
    void people_see_a_channels_kinds_as_lines() {
        // When
        run("capabilities", "show", "mms");

        // Then
        assertThat(out.toString())
                .contains("document\n")
                .contains("drops      application/pdf, text/vcard, text/calendar")
                .contains("max        600 KB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "capabilities",
                "capabilities show",
                "capabilities show fax",
                "capabilities show sms --tenant=nobody",
                "capabilities check",
                "capabilities check --channel=fax a.png",
                "capabilities check --tenant=nobody a.png",
                "capabilities check --color a.png"
            })
    void what_makes_no_sense_is_wrong_usage(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isNotBlank();
    }

    @Test
    void a_wrong_file_of_rows_fails_and_names_the_row() throws IOException {
        // Given
        Path own = Files.writeString(dir.resolve("own.yaml"), "rows: [{channel: fax, max: 1 MB}]");
        Path settings = settings("sender: {capabilities-file: %s}".formatted(own));

        // When
        int exit = run("capabilities", "show", "sms", "--config=" + settings);

        // Then
        assertThat(exit).isOne();
        assertThat(err.toString()).contains("own.yaml").contains("rows row 1: channel 'fax'");
    }

    @Test
    void the_doctor_says_which_channels_have_rows_and_whether_links_are_sent() throws IOException {
        // Given
        Path settings = settings("links: {secret: 0123456789abcdef}");

        // When
        run("doctor", "--config=" + settings);

        // Then
        assertThat(out.toString())
                .containsPattern("ok +channels +web, whatsapp")
                .containsPattern("ok +converter +images, Java 25")
                .containsPattern("ok +converter +text, Java 25")
                .contains("not sent to customers: gateway.public-url is not set");
    }

    /** The two tables are read by services that do not know each other. */
    @Test
    void the_sender_names_types_as_the_validator_does() {
        // Given
        ChannelMatrix matrix = ChannelMatrix.standard();
        var names = InspectionPolicy.standard().names();

        // When
        Stream<String> named =
                matrix.channels().stream()
                        .map(channel -> matrix.table(null, channel))
                        .flatMap(CapabilitiesCommandTest::typesOf);

        // Then
        assertThat(named).allMatch(type -> names.canonical(type).equals(type));
        assertThat(List.of("image/jpg", "audio/mp3", "audio/x-m4a", "audio/x-wav", "video/3gp"))
                .allMatch(other -> names.canonical(other).equals(matrix.canonical(other)));
        assertThat(matrix.channels())
                .containsExactlyElementsOf(InspectionPolicy.standard().channels());
    }

    private static Stream<String> typesOf(ChannelTable table) {
        return Stream.of(MediaKind.values())
                .map(table::of)
                .flatMap(CapabilitiesCommandTest::typesOf);
    }

    private static Stream<String> typesOf(KindSupport support) {
        return Stream.of(support.takes(), support.shows(), support.drops())
                .flatMap(List::stream)
                .map(TypePattern::type);
    }

    private Path settings(String more) throws IOException {
        return Files.writeString(
                dir.resolve("attachrelay.yaml"), more + "\n" + TENANT + "    channel: viber\n");
    }
}
