package io.attachrelay.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeFileNameTest {

    private static final String PDF = "application/pdf";

    @ParameterizedTest
    @CsvSource({
        "report_q3.pdf, application/pdf, report_q3.pdf",
        "Photo.JPEG, image/jpeg, Photo.JPEG",
        "page.htm, text/html, page.htm",
        "table.csv, text/plain, table.csv",
        "backup.tar.gz, application/gzip, backup.tar.gz"
    })
    void an_extension_that_fits_the_type_stays(String name, String type, String safe) {
        // When
        String result = SafeFileName.of(name, type);

        // Then
        assertThat(result).isEqualTo(safe);
    }

    @ParameterizedTest
    @CsvSource({
        "invoice.docx, application/pdf, invoice.pdf",
        "voice.WAV, audio/ogg, voice.ogg",
        "photo.png, IMAGE/JPEG; q=1, photo.jpg",
        "dance.gif, image/apng, dance.png",
        "offer.docx.pdf.docx, application/pdf, offer.docx.pdf.pdf"
    })
    void an_extension_of_another_type_is_replaced(String name, String type, String safe) {
        // When
        String result = SafeFileName.of(name, type);

        // Then
        assertThat(result).isEqualTo(safe);
    }

    @ParameterizedTest
    @CsvSource({
        "report, application/pdf, report.pdf",
        "setup.exe, image/png, setup.exe.png",
        "Offer of John.Smith, application/pdf, Offer of John.Smith.pdf",
        "v1.2, text/plain, v1.2.txt",
        "ends with a dot., application/pdf, ends with a dot.pdf"
    })
    void a_name_without_a_known_extension_gets_the_usual_one(
            String name, String type, String safe) {
        // When
        String result = SafeFileName.of(name, type);

        // Then
        assertThat(result).isEqualTo(safe);
    }

    @ParameterizedTest
    @CsvSource({"scan.dcm, application/dicom, scan.dcm", "data, application/octet-stream, data"})
    void a_type_without_a_usual_extension_leaves_the_name_alone(
            String name, String type, String safe) {
        // When
        String result = SafeFileName.of(name, type);

        // Then
        assertThat(result).isEqualTo(safe);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/report.pdf",
                "C:\\Users\\me\\report.pdf",
                "/report.pdf",
                "..\\report.pdf",
                "a/b\\report.pdf",
                ".report.pdf",
                " report .pdf ",
                "re\r\nport\u0000.pdf",
                "re\u202Epo\u2066rt\u2069.pdf\u200F",
                "\uFEFFreport.pdf",
                "re\u200Bpo\u00ADrt\u2060.p\u206Adf",
                "report.pdf\uFFFE",
                "re\uD83Dport.pdf",
                "report\u2028.pdf"
            })
    void paths_and_invisible_characters_are_dropped(String name) {
        // When
        String result = SafeFileName.of(name, PDF);

        // Then
        assertThat(result).isEqualTo("report.pdf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "/", "a/", ".pdf", "\u202E", " . .pdf"})
    void a_name_of_which_nothing_is_left_becomes_attachment(String name) {
        // When
        String result = SafeFileName.of(name, PDF);

        // Then
        assertThat(result).isEqualTo("attachment.pdf");
    }

    @Test
    void dots_at_the_end_hide_no_extension() {
        // When
        String safe = SafeFileName.of("notes..v2. .", "application/x-unheard-of");

        // Then
        assertThat(safe).isEqualTo("notes.v2");
        assertThat(SafeFileName.of(safe, "application/x-unheard-of")).isEqualTo(safe);
    }

    @Test
    void letters_and_emoji_of_all_languages_stay() {
        // When
        String result = SafeFileName.of("Grüße 你好 👨‍👩‍👧 \"q\".pdf", PDF);

        // Then
        assertThat(result).isEqualTo("Grüße 你好 👨‍👩‍👧 \"q\".pdf");
    }

    @Test
    void a_long_name_is_cut_between_characters_and_keeps_its_extension() {
        // When
        String safe = SafeFileName.of("😀".repeat(100) + ".pdf", PDF);

        // Then: 251 bytes are left before .pdf, and 62 emoji of 4 bytes fit
        assertThat(safe).isEqualTo("😀".repeat(62) + ".pdf");
    }

    @Test
    void a_megabyte_of_dots_costs_no_more_than_reading_it() {
        // Given
        String name = ("." + " ".repeat(500_000) + "a").repeat(2) + ".pdf";

        // When
        String safe = SafeFileName.of(name, PDF);

        // Then
        assertThat(safe).isEqualTo("a.pdf");
    }

    @Test
    void whatever_the_name_the_result_is_safe_and_safe_again() {
        Random random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            // Given
            String name = anyName(random);

            // When
            String safe = SafeFileName.of(name, PDF);

            // Then
            assertThat(safe).endsWith(".pdf").doesNotContain("/", "\\", "\r", "\n", "\u202E");
            assertThat(safe.getBytes(UTF_8)).hasSizeBetween(5, 255);
            assertThat(new String(safe.getBytes(UTF_8), UTF_8)).isEqualTo(safe);
            assertThat(SafeFileName.of(safe, PDF)).isEqualTo(safe);
        }
    }

    private static String anyName(Random random) {
        String[] pieces = {
            "a", ".", " ", "/", "\\", "\"", "\r", "\u202E", "ü", "你", "😀", "\uD83D", ".pdf", ".png"
        };
        StringBuilder name = new StringBuilder();
        int length = random.nextInt(200);
        for (int i = 0; i < length; i++) {
            name.append(pieces[random.nextInt(pieces.length)]);
        }
        return name.toString();
    }
}
