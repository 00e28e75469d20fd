package io.attachrelay.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.model.Language;
import io.attachrelay.model.MediaKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomerWordsTest {

    private static final Instant UNTIL = Instant.parse("2026-03-04T05:06:59Z");
    private static final String URL = "https://relay.example.com/m/1";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENGLISH | offer.pdf (until 2026-03-04 05:06 UTC): https://relay.example.com/m/1",
                "GERMAN | offer.pdf (bis 2026-03-04 05:06 UTC): https://relay.example.com/m/1",
                "FRENCH | offer.pdf (jusqu'au 2026-03-04 05:06 UTC) : https://relay.example.com/m/1",
                "SPANISH | offer.pdf (hasta el 2026-03-04 05:06 UTC): https://relay.example.com/m/1"
            },
            quoteCharacter = '"')
    void a_link_says_until_when_it_serves(Language language, String expected) {
        assertThat(in(language).link("offer.pdf", UNTIL, URL)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "ENGLISH, '[a.docx: Word document, 1.5 MB, 3 pages]'",
        "GERMAN, '[a.docx: Word-Dokument, 1,5 MB, 3 Seiten]'",
        "FRENCH, '[a.docx : document Word, 1,5 Mo, 3 pages]'",
        "SPANISH, '[a.docx: documento de Word, 1,5 MB, 3 páginas]'"
    })
    void a_sentence_about_a_file_has_the_languages_words_and_numbers(
            Language language, String expected) {
        assertThat(in(language).summary("a.docx", FileType.WORD, 3 << 19, 3)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "25, , '[f: picture, 25 bytes]'",
        "1024, 1, '[f: picture, 1 KB, 1 page]'",
        "1536, 2, '[f: picture, 2 KB, 2 pages]'",
        "26214400, , '[f: picture, 25.0 MB]'"
    })
    void what_is_not_known_is_not_said_and_one_page_is_none_of_several(
            long bytes, @Nullable Integer pages, String expected) {
        assertThat(in(Language.ENGLISH).summary("f", FileType.PICTURE, bytes, pages))
                .isEqualTo(expected);
    }

    @Test
    void braces_in_a_files_name_stay_braces() {
        assertThat(in(Language.GERMAN).link("{url}$1.pdf", UNTIL, URL)).startsWith("{url}$1.pdf (");
    }

    @ParameterizedTest
    @CsvSource({
        "DOCUMENT, application/pdf, PDF",
        "DOCUMENT, text/csv, TABLE",
        "DOCUMENT, application/vnd.oasis.opendocument.text, TEXT_DOCUMENT",
        "DOCUMENT, application/x-unheard-of, DOCUMENT",
        "IMAGE, image/png, PICTURE",
        "AUDIO, audio/ogg, SOUND",
        "VIDEO, video/mp4, VIDEO"
    })
    void a_type_without_a_name_of_its_own_goes_by_its_kind(
            MediaKind kind, String mimeType, FileType expected) {
        assertThat(FileType.of(kind, mimeType)).isEqualTo(expected);
    }

    private static CustomerWords in(Language language) {
        return Phrasebook.standard(language).forTenant("acme").toCustomers();
    }
}
