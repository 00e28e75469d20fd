package io.attachrelay.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MediaFacts;
import io.attachrelay.model.MediaKind;
import io.attachrelay.platform.AttributeRoom;
import io.attachrelay.router.attributes.Attributes;
import io.attachrelay.router.attributes.RoutingAttributes;
import io.attachrelay.settings.Settings;
import io.attachrelay.settings.SettingsLoader;
import io.attachrelay.settings.rows.WrongRowsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An operator's rows over the attributes that are computed. */
class RoutingRowsTest {

    private static final Samples MESSAGE = Samples.genesys("rows");
    private static final JudgedAttachment LONG_PDF =
            MESSAGE.accepted(
                    "scan",
                    "application/pdf",
                    MediaKind.DOCUMENT,
                    6 << 20,
                    new MediaFacts(30, null, null, null, null));
    private static final JudgedAttachment PHOTO =
            MESSAGE.accepted(
                    "photo",
                    "image/jpeg",
                    MediaKind.IMAGE,
                    500_000,
                    new MediaFacts(null, 4_000, 3_000, null, null));
    private static final JudgedAttachment VOICE =
            MESSAGE.accepted(
                    "voice",
                    "audio/ogg",
                    MediaKind.AUDIO,
                    80_000,
                    new MediaFacts(null, null, null, 130_000L, "opus"));
    private static final JudgedAttachment PROGRAM = MESSAGE.program("setup");
    private static final JudgedAttachment GONE = MESSAGE.gone("lost");

    @TempDir Path folder;

    @Test
    void an_attribute_is_renamed_another_dropped_and_a_constant_added() {
        // Given
        String rows =
                """
                - {attribute: media_kinds, as: Attachment Kinds}
                - {attribute: media_total_bytes, drop: true}
                - {attribute: source, value: attachrelay}
                """;

        // When
        Map<String, String> values = values("acme", rows, PHOTO);

        // Then
        assertThat(values)
                .isEqualTo(
                        Map.of(
                                "media_count", "1",
                                "Attachment Kinds", "image",
                                "media_types", "image/jpeg",
                                "media_verdict", "accepted",
                                "media_reasons", "",
                                "source", "attachrelay"));
    }

    @Test
    void a_tenants_rows_count_before_those_for_all_and_for_nobody_else() {
        // Given
        String rows =
                """
                - {attribute: media_kinds, as: kinds}
                - {attribute: team, value: general}
                - {tenant: acme, attribute: media_kinds, drop: true}
                - {tenant: acme, attribute: team, value: documents, when: {kind: document}}
                """;

        // Then
        assertThat(values("acme", rows, LONG_PDF))
                .doesNotContainKeys("kinds", "media_kinds")
                .containsEntry("team", "documents");
        assertThat(values("acme", rows, PHOTO)).containsEntry("team", "general");
        assertThat(values("globex", rows, LONG_PDF))
                .containsEntry("kinds", "document")
                .containsEntry("team", "general");
    }

    @Test
    void the_first_row_that_counts_gives_the_value() {
        // Given
        String rows =
                """
                - {attribute: queue, value: long, when: {pages: '> 20'}}
                - {attribute: queue, value: documents, when: {kind: document}}
                - {attribute: queue, value: others}
                """;

        // Then
        assertThat(values("acme", rows, LONG_PDF)).containsEntry("queue", "long");
        assertThat(values("acme", rows, MESSAGE.pdf("x"))).containsEntry("queue", "documents");
        assertThat(values("acme", rows, PHOTO)).containsEntry("queue", "others");
    }

    @Test
    void a_value_may_stand_in_place_of_what_is_computed() {
        // Given
        String rows = "- {attribute: media_verdict, value: urgent, when: {verdict: rejected}}";

        // Then
        assertThat(values("acme", rows, PROGRAM)).containsEntry("media_verdict", "urgent");
        assertThat(values("acme", rows, PHOTO)).containsEntry("media_verdict", "accepted");
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                arguments("kind: image", PHOTO, VOICE),
                arguments("kind: [image, audio]", VOICE, LONG_PDF),
                arguments("type: image/*", PHOTO, VOICE),
                arguments("type: application/pdf", LONG_PDF, PHOTO),
                arguments("pages: 30", LONG_PDF, PHOTO),
                arguments("pages: 21..30", LONG_PDF, MESSAGE.pdf("unknown")),
                arguments("pages: '>= 30'", LONG_PDF, GONE),
                arguments("width: '> 3999'", PHOTO, LONG_PDF),
                arguments("height: '<= 3000'", PHOTO, VOICE),
                arguments("{kind: image, height: '< 3000'}", null, PHOTO),
                arguments("duration: '> 2m'", VOICE, PHOTO),
                arguments("duration: '< 130s'", null, VOICE),
                arguments("codec: Opus", VOICE, PHOTO),
                arguments("size: '> 5 MB'", LONG_PDF, PHOTO),
                arguments("size: 50KB..100 KB", VOICE, GONE),
                arguments("verdict: refused", GONE, PROGRAM),
                arguments("reason: [type-not-allowed, malware]", PROGRAM, GONE),
                arguments("extension: bin", PHOTO, GONE),
                arguments("channel: web", PHOTO, null),
                arguments("channel: [whatsapp, sms]", null, PHOTO),
                arguments("count: 1", PHOTO, null),
                arguments("count: '> 1'", null, PHOTO));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conditions")
    void a_condition_holds_of_what_fits_and_not_of_the_rest(
            String when, JudgedAttachment fitting, JudgedAttachment other) {
        // Given
        String fields = when.startsWith("{") ? when : "{" + when + "}";
        String rows = "- {attribute: x, value: fits, when: " + fields + "}";

        // Then
        if (fitting != null) {
            assertThat(values("acme", rows, fitting)).containsEntry("x", "fits");
        }
        if (other != null) {
            assertThat(values("acme", rows, other)).doesNotContainKey("x");
        }
    }

    @Test
    void all_that_a_condition_asks_must_hold_of_one_and_the_same_attachment() {
        // Given
        String rows = "- {attribute: x, value: fits, when: {kind: image, size: '> 5 MB'}}";

        // Then
        assertThat(values("acme", rows, PHOTO, LONG_PDF)).doesNotContainKey("x");
    }

    @Test
    void a_condition_may_ask_every_attachment() {
        // Given
        String rows = "- {attribute: x, value: photos, when: {kind: image}, match: every}";

        // Then
        assertThat(values("acme", rows, PHOTO, PHOTO)).containsEntry("x", "photos");
        assertThat(values("acme", rows, PHOTO, VOICE)).doesNotContainKey("x");
    }

    @Test
    void lists_lose_their_last_words_where_the_platform_takes_no_more_and_it_is_told() {
        // Given
        JudgedAttachment[] many =
                IntStream.range(100, 200)
                        .mapToObj(i ->
                                MESSAGE.accepted("a" + i, "image/x-kind-" + i, MediaKind.IMAGE, 1))
                        .toArray(JudgedAttachment[]::new);
        String rows = "- {attribute: note, value: %s}".formatted("n".repeat(800));

        // When
        Attributes genesys = attributes("acme", rows, many);
        Attributes cxone = attributes("globex", rows, many);

        // Then
        assertThat(AttributeRoom.bytes(genesys.values())).isBetween(1_850L, 1_900L);
        assertThat(genesys.shortened()).containsExactly("media_types");
        assertThat(genesys.values().get("media_types"))
                .startsWith("image/x-kind-100,image/x-kind-101,")
                .matches("(image/x-kind-\\d{3},?)+")
                .doesNotEndWith(",");
        assertThat(genesys.values().get("note")).hasSize(800);
        assertThat(cxone.shortened()).isEmpty();
        assertThat(cxone.values().get("media_types")).endsWith("image/x-kind-199");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("{attribute: x}", "attributes row 1: says none of as, drop, value"),
                arguments("{attribute: media_count, as: x, drop: true}", "says more than one of"),
                arguments("{value: x}", "attribute is missing"),
                arguments("{attribute: kinds, as: x}", "attribute 'kinds' is none of media_count"),
                arguments("{attribute: media_count, drop: maybe}", "drop 'maybe' is not true"),
                arguments("{attribute: media_count, drop: false}", "drop 'false' is not true"),
                arguments("{attribute: 9x, value: y}", "attribute '9x' is no name"),
                arguments("{attribute: x, value: \"a\\nb\"}", "has control characters"),
                arguments("{attribute: x, value: [a]}", "value is not one value"),
                arguments("{tenant: nobody, attribute: x, value: y}", "'nobody' is no tenant"),
                arguments("{attribute: media_count, as: x, when: {kind: image}}", "when goes with"),
                arguments("{attribute: x, value: y, match: every}", "match goes with when only"),
                arguments("{attribute: x, value: y, when: image}", "when holds no fields"),
                arguments(
                        "{attribute: x, value: y, when: {colour: red}}",
                        "when: colour is no fact; there are kind, type, pages"),
                arguments(
                        "{attribute: x, value: y, when: {kind: photo}}",
                        "when: kind 'photo' is none of image, audio, video, document"),
                arguments("{attribute: x, value: y, when: {kind: []}}", "kind is empty"),
                arguments("{attribute: x, value: y, when: {pages: many}}", "'many' is no whole"),
                arguments("{attribute: x, value: y, when: {pages: '> 5..7'}}", "is no amount"),
                arguments("{attribute: x, value: y, when: {pages: 7..5}}", "'7..5' can't be"),
                arguments("{attribute: x, value: y, when: {pages: '< 0'}}", "'< 0' can't be"),
                arguments("{attribute: x, value: y, when: {size: 5 MiB}}", "is no size such as"),
                arguments("{attribute: x, value: y, when: {size: '> 5 M'}}", "is no size such as"),
                arguments("{attribute: x, value: y, when: {duration: 2}}", "is no duration"),
                arguments("{attribute: x, value: y, when: {type: pdf}}", "'pdf' is no type"),
                arguments("{attribute: x, value: y, when: {extension: .pdf}}", "leave it out"),
                arguments("{attribute: x, value: y, when: {verdict: good}}", "is none of accepted"),
                arguments("{attribute: x, value: y, when: {reason: odd}}", "'odd' is none of"),
                arguments(
                        "{attribute: x, value: y}, {attribute: x, value: z}",
                        "row 2: is never reached"),
                arguments(
                        "{attribute: media_count, as: x}, {attribute: media_count, drop: true}",
                        "'media_count' is renamed or dropped by an earlier row"),
                arguments(
                        "{attribute: media_kinds, as: media_types}",
                        "'media_types' is the name of both"),
                arguments(
                        "{tenant: acme, attribute: media_kinds, as: media_types}",
                        "for acme: 'media_types' is the name of both"),
                arguments(
                        "{attribute: x, value: %s}".formatted("y".repeat(1_900)),
                        "for acme: names and values may take"),
                arguments("{attrib: x, value: y}", "attrib is no field of such a row"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("mistakes")
    void a_mistake_is_named_with_its_row_and_value(String rows, String named) {
        // Given
        Settings settings = settings("attributes: [" + rows + "]");

        // Then
        assertThatThrownBy(() -> RoutingAttributes.of(settings))
                .isInstanceOf(WrongRowsException.class)
                .hasMessageContaining("The routing file")
                .hasMessageContaining(named);
    }

    @Test
    void all_mistakes_are_named_at_once() {
        // Given
        Settings settings =
                settings("attributes: [{attribute: x}, {attribute: 9, value: y, when: {a: b}}]");

        // Then
        assertThatThrownBy(() -> RoutingAttributes.of(settings))
                .isInstanceOfSatisfying(
                        WrongRowsException.class, e -> assertThat(e.mistakes()).hasSize(3));
    }

    private Map<String, String> values(
            String tenant, String rows, JudgedAttachment... attachments) {
        return attributes(tenant, rows, attachments).values();
    }

    private Attributes attributes(String tenant, String rows, JudgedAttachment... attachments) {
        return RoutingAttributes.of(settings("attributes:\n" + rows))
                .forTenant(tenant)
                .of("web", List.of(attachments));
    }

    private Settings settings(String routing) {
        try {
            Path file = Files.writeString(folder.resolve("routing.yaml"), routing);
            String tenants =
                    tenant("acme", "genesys-media-events")
                            + tenant("globex", "cxone-conversation-events");
            Path yaml =
                    Files.writeString(
                            folder.resolve("relay.yaml"),
                            "routing: {file: %s}\ntenants:\n%s".formatted(file, tenants));
            return SettingsLoader.load(yaml, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tenant(String name, String profile) {
        return """
          %s:
            profile: %s
            api-url: https://api.example.com
            oauth: {token-url: https://login.example.com, client-id: %s, client-secret: hidden}
            webhook: {auth: none}
            media-hosts: [api.example.com]
        """
                .formatted(name, profile, name);
    }
}
