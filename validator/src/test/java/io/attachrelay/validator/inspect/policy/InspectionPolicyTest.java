package io.attachrelay.validator.inspect.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.attachrelay.model.MediaKind;
import java.io.IOException;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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
        assertThat(policy.allows(type)).isTrue();
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
        assertThat(policy.allows(type)).isFalse();
    }

    static Stream<Arguments> limits() {
        return Stream.of(
                arguments("web", MediaKind.DOCUMENT, 25 * MB),
                arguments("whatsapp", MediaKind.IMAGE, 5 * MB),
                arguments("whatsapp", MediaKind.VIDEO, 16 * MB),
                arguments("whatsapp", MediaKind.AUDIO, 16 * MB),
                arguments("whatsapp", MediaKind.DOCUMENT, 100 * MB),
                arguments("instagram", MediaKind.IMAGE, 8 * MB),
                arguments("instagram", MediaKind.VIDEO, 25 * MB),
                arguments("mms", MediaKind.IMAGE, 2 * MB),
                arguments("mms", MediaKind.VIDEO, 600L * 1024),
                arguments("viber", MediaKind.AUDIO, 25 * MB));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("limits")
    void the_limit_is_the_channels_for_the_kind(String channel, MediaKind kind, long bytes) {
        assertThat(policy.limit(channel, kind)).isEqualTo(bytes);
    }

    @Test
    void names_of_the_same_type_are_one() {
        assertThat(policy.names().canonical(" Video/3GP ; codecs=x")).isEqualTo("video/3gpp");
        assertThat(policy.names().canonical("image/jpg")).isEqualTo("image/jpeg");
        assertThat(policy.names().canonical("a/b")).isEqualTo("a/b");
    }

    @Test
    void every_row_says_where_it_comes_from_and_when_that_was_looked_up() throws IOException {
        // Given
        JsonNode file = new YAMLMapper().readTree(getClass().getResourceAsStream("policy.yaml"));

        // When, Then
        for (String table : new String[] {"types", "aliases", "limits"}) {
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
        assertThatThrownBy(() -> FileSize.parse("25M")).hasMessageContaining("25M");
    }
}
