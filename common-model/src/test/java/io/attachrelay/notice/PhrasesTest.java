package io.attachrelay.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.attachrelay.model.Language;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.WireName;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No language lacks a word, and none says of two reasons the same. */
class PhrasesTest {

    private static final List<FileMention> MENTIONS =
            List.of(
                    new FileMention.Named("a.pdf"),
                    new FileMention.Nameless(),
                    new FileMention.NoFile());

    @ParameterizedTest
    @EnumSource
    void every_reason_has_words_of_its_own(Language language) {
        // When
        Phrases phrases = Phrases.of(language);

        // Then
        assertThat(Arrays.stream(ReasonCode.values()).map(phrases::reason))
                .doesNotHaveDuplicates()
                .noneMatch(words -> words.endsWith(".") || words.contains("{"));
    }

    @ParameterizedTest
    @EnumSource
    void every_advice_is_a_sentence_of_its_own(Language language) {
        // When
        Phrases phrases = Phrases.of(language);

        // Then
        assertThat(Arrays.stream(Advice.values()).map(phrases::advice))
                .doesNotHaveDuplicates()
                .allMatch(words -> words.endsWith("."));
    }

    @ParameterizedTest
    @EnumSource
    void every_text_names_the_reason_and_the_file_that_has_a_name(Language language) {
        // Given
        Phrases phrases = Phrases.of(language);

        // Then
        assertThat(phrases.name(new FileMention.Nameless())).isNotBlank();
        assertThat(Arrays.stream(ReasonCode.values()).flatMap(reason -> texts(phrases, reason)))
                .allMatch(text -> text.contains("{file}"));
        for (ReasonCode reason : ReasonCode.values()) {
            assertThatCode(() -> phrases.template(Occasion.ARRIVED, MENTIONS.get(1), reason))
                    .doesNotThrowAnyException();
            assertThatCode(() -> phrases.template(Occasion.NOT_SENT, MENTIONS.get(2), reason))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_type_of_file_has_words_of_its_own(Language language) {
        // When
        Phrases phrases = Phrases.of(language);

        // Then
        assertThat(Arrays.stream(FileType.values()).map(phrases::type))
                .doesNotHaveDuplicates()
                .noneMatch(words -> words.endsWith(".") || words.contains("{"));
    }

    @ParameterizedTest
    @EnumSource
    void what_stands_in_place_of_a_file_names_all_that_is_known_of_it(Language language) {
        // When
        Phrases phrases = Phrases.of(language);

        // Then
        assertThat(phrases.customers("link").text()).contains("{file}", "{until}", "{url}");
        assertThat(phrases.customers("summary").text())
                .contains("{file}", "{type}", "{size}")
                .doesNotContain("{pages}");
        for (String name : List.of("summary-of-a-page", "summary-of-pages")) {
            assertThat(phrases.customers(name).text())
                    .contains("{file}", "{type}", "{size}", "{pages}");
        }
        for (String unit : List.of("bytes", "kilobytes", "megabytes")) {
            assertThat(phrases.customers(unit).text()).contains("{number}");
        }
    }

    private static Stream<String> texts(Phrases phrases, ReasonCode reason) {
        return Arrays.stream(Occasion.values())
                .map(occasion -> phrases.template(occasion, MENTIONS.getFirst(), reason).text());
    }

    @Test
    void a_language_other_than_english_borrows_nothing_from_it() {
        for (Language language : Language.values()) {
            if (language != Language.ENGLISH) {
                assertThat(sentences(language))
                        .doesNotContainAnyElementsOf(sentences(Language.ENGLISH));
            }
        }
    }

    private static List<String> sentences(Language language) {
        Phrases phrases = Phrases.of(language);
        return Stream.concat(
                        Arrays.stream(ReasonCode.values()).map(phrases::reason),
                        Arrays.stream(Advice.values()).map(phrases::advice))
                .toList();
    }

    @Test
    void the_languages_are_known_by_their_codes() {
        assertThat(Arrays.stream(Language.values()).map(WireName::wireName))
                .containsExactly("en", "de", "fr", "es");
    }
}
