package io.attachrelay.validator.inspect.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.attachrelay.model.FindingCode;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.Origin;
import io.attachrelay.settings.rows.FileSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InspectionPolicyTest {

    private static final long MB = 1 << 20;

    private final InspectionPolicy policy = InspectionPolicy.standard();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/png",
                "image/jpeg",
                "image/gif",
                "application/pdf",
                "text/plain",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            })
    void the_guides_types_are_allowed(String type) {
        assertThat(allows("web", type)).isTrue();
        assertThat(allows("never heard of", type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/zip",
                "text/html",
                "text/x-script",
                "image/svg+xml",
                "application/octet-stream",
                "application/vnd.ms-word.document.macroenabled.12"
            })
    void what_is_not_listed_is_not_allowed(String type) {
        assertThat(policy.channels()).isNotEmpty().noneMatch(channel -> allows(channel, type));
    }

    static Stream<Arguments> channelsTypes() {
        return Stream.of(
                arguments("whatsapp", "image/gif", false),
                arguments("whatsapp", "image/webp", true),
                arguments("whatsapp", "text/csv", false),
                arguments("instagram", "video/webm", true),
                arguments("web", "video/webm", false),
                arguments("line", "application/pdf", false),
                arguments("apple", "application/pdf", true),
                arguments("mms", "text/vcard", true),
                arguments("viber", "audio/mpeg", false),
                arguments("sms", "image/png", false));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("channelsTypes")
    void a_channel_takes_what_its_own_rows_say(String channel, String type, boolean allowed) {
        assertThat(allows(channel, type)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/heic",
                "image/webp",
                "image/bmp",
                "image/tiff",
                "video/quicktime",
                "audio/wav",
                "text/html",
                "text/csv",
                "application/msword",
                "application/rtf",
                "application/vnd.oasis.opendocument.text",
                "application/vnd.oasis.opendocument.spreadsheet",
                "application/vnd.oasis.opendocument.presentation"
            })
    void what_can_be_converted_is_let_in_where_a_service_hands_it_over(String type) {
        // Given
        MediaKind kind = policy.names().kind(type).orElseThrow();

        // When, Then
        assertThat(policy.channels())
                .allSatisfy(channel -> {
                    ChannelRules toSend = policy.rules(null, channel, Origin.SERVICE);
                    assertThat(toSend.allows(type, kind, null)).isTrue();
                    assertThat(toSend.limit(type, kind, null)).isEqualTo(200 * MB);
                });
    }

    @Test
    void what_some_channel_takes_from_a_customer_a_service_may_send() {
        assertThat(policy.channels())
                .flatMap(channel -> typesOf(policy.rules(null, channel)))
                .isNotEmpty()
                .allMatch(
                        type -> typesOf(policy.rules(null, "web", Origin.SERVICE)).contains(type));
    }

    @Test
    void whatsapp_takes_opus_and_no_other_sound_in_ogg() {
        // Given
        ChannelRules rules = policy.rules(null, "whatsapp");

        // When, Then
        assertThat(rules.allows("audio/ogg", MediaKind.AUDIO, "opus")).isTrue();
        assertThat(rules.allows("audio/ogg", MediaKind.AUDIO, "vorbis")).isFalse();
        assertThat(rules.allows("audio/ogg", MediaKind.AUDIO, null)).isFalse();
    }

    static Stream<Arguments> limits() {
        return Stream.of(
                arguments("web", "application/pdf", 25 * MB),
                arguments("whatsapp", "image/jpeg", 5 * MB),
                arguments("whatsapp", "image/webp", 500L * 1024),
                arguments("whatsapp", "video/mp4", 16 * MB),
                arguments("whatsapp", "audio/mpeg", 16 * MB),
                arguments("whatsapp", "application/pdf", 100 * MB),
                arguments("instagram", "image/png", 8 * MB),
                arguments("instagram", "video/mp4", 25 * MB),
                arguments("telegram", "video/mp4", 50 * MB),
                arguments("mms", "image/gif", 2 * MB),
                arguments("mms", "image/tiff", 600L * 1024),
                arguments("mms", "video/mp4", 600L * 1024),
                arguments("never heard of", "audio/mpeg", 25 * MB));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("limits")
    void the_limit_is_the_channels_for_the_kind(String channel, String type, long bytes) {
        // Given
        MediaKind kind = policy.names().kind(type).orElseThrow();

        // When, Then
        assertThat(policy.rules(null, channel).limit(type, kind, null)).isEqualTo(bytes);
    }

    @Test
    void names_of_the_same_type_are_one() {
        assertThat(policy.names().canonical(" Video/3GP ; codecs=x")).isEqualTo("video/3gpp");
        assertThat(policy.names().canonical("image/jpg")).isEqualTo("image/jpeg");
        assertThat(policy.names().canonical("audio/x-m4a")).isEqualTo("audio/mp4");
        assertThat(policy.names().canonical("audio/vnd.wave")).isEqualTo("audio/wav");
        assertThat(policy.names().canonical("a/b")).isEqualTo("a/b");
    }

    @ParameterizedTest
    @EnumSource
    void every_finding_has_an_action_on_every_channel(FindingCode finding) {
        assertThat(policy.channels())
                .isNotEmpty()
                .allSatisfy(channel ->
                        assertThat(policy.rules(null, channel).action(finding)).isNotNull());
    }

    @Test
    void only_notes_are_accepted() {
        // When
        var accepted =
                Stream.of(FindingCode.values())
                        .filter(f -> policy.rules(null, "web").action(f) == PolicyAction.ACCEPT);

        // Then
        assertThat(accepted)
                .containsExactly(
                        FindingCode.TYPE_MISMATCH,
                        FindingCode.SIZE_MISMATCH,
                        FindingCode.EXTENSION_MISMATCH,
                        FindingCode.DOUBLE_EXTENSION,
                        FindingCode.MISLEADING_NAME,
                        FindingCode.TRAILING_DATA);
    }

    @Test
    void the_page_of_the_policy_tells_the_actions_as_they_are() throws IOException {
        // Given
        String page = Files.readString(Path.of("..", "docs", "policy.md"));
        ChannelRules web = policy.rules(null, "web");

        // When, Then
        assertThat(FindingCode.values())
                .allSatisfy(finding ->
                        assertThat(page)
                                .contains(
                                        "| `%s` | %s |"
                                                .formatted(
                                                        finding.wireName(),
                                                        web.action(finding).wireName())));
    }

    @Test
    void every_row_says_where_it_comes_from_and_when_that_was_looked_up() throws IOException {
        // Given
        JsonNode file = new YAMLMapper().readTree(getClass().getResourceAsStream("policy.yaml"));

        // When, Then
        for (String table : new String[] {"types", "aliases", "channels", "media", "findings"}) {
            assertThat(file.get(table)).isNotEmpty();
            for (JsonNode row : file.get(table)) {
                assertThat(file.get("sources").has(row.path("source").asText()))
                        .as(row.toString())
                        .isTrue();
                assertThat(LocalDate.parse(row.path("checked").asText()))
                        .isAfter(LocalDate.of(2026, 1, 1));
            }
        }
    }

    @Test
    void sizes_are_said_exactly() {
        assertThat(FileSize.words(25 * MB)).isEqualTo("25 MB");
        assertThat(FileSize.words(600 * 1024)).isEqualTo("600 KB");
        assertThat(FileSize.words(25 * MB + 1)).isEqualTo("26214401 bytes");
        assertThatThrownBy(() -> FileSize.parse("25M")).hasMessageContaining("25 MB");
    }

    private static Set<String> typesOf(ChannelRules rules) {
        return Stream.of(MediaKind.values())
                .flatMap(kind -> rules.typeRows(kind).stream())
                .map(PolicyRows.Media::types)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .map(AllowedType::type)
                .collect(Collectors.toSet());
    }

    private boolean allows(String channel, String type) {
        return policy.names()
                .kind(type)
                .filter(kind -> policy.rules(null, channel).allows(type, kind, null))
                .isPresent();
    }
}
