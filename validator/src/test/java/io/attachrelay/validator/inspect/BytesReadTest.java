package io.attachrelay.validator.inspect;

import static io.attachrelay.validator.inspect.TestBytes.content;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.attachrelay.deploy.testkit.sample.SampleFile;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.validator.inspect.claim.Claims;
import io.attachrelay.validator.inspect.deep.DeepChecks;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BytesReadTest {

    private final Appraiser appraiser =
            new Appraiser(InspectionPolicy.standard().names(), DeepChecks.all());

    static Stream<SampleFile> files() {
        return Stream.of(
                        SampleFiles.png(),
                        SampleFiles.jpeg(),
                        SampleFiles.gif(),
                        SampleFiles.pdf(),
                        SampleFiles.text(),
                        SampleFiles.csv(),
                        SampleFiles.docx(),
                        SampleFiles.xlsx(),
                        SampleFiles.zip(),
                        SampleFiles.mp4())
                .map(file -> file.ofSize(25 << 20));
    }

    static Stream<Arguments> texts() {
        String prose = "The quick brown fox jumps over the lazy dog again.\n";
        return Stream.of(
                arguments("<script>alert(1)</script>\n", prose, "active-markup"),
                arguments("1,=cmd|' /C calc'!A0\n", "111111,222222\n", "script"));
    }

    /** Wherever it stands in a text of up to 448 KB. */
    @ParameterizedTest
    @MethodSource("texts")
    void what_is_active_is_seen_behind_the_first_64_kilobytes(
            String active, String around, String finding) {
        for (int before : List.of(60_000, 65_500, 70_000, 200_000, 380_000)) {
            // Given
            String text = around.repeat(before / around.length()) + active + around.repeat(900);
            Content content = content(text.getBytes(UTF_8));

            // When
            Appraisal appraisal = appraiser.appraise(content, new Claims(null, null, null));

            // Then
            assertThat(appraisal.findings())
                    .extracting(found -> found.code().wireName())
                    .as("%s bytes before it", before)
                    .contains(finding);
            assertThat(content.bytesRead()).isBetween(1L, 512L << 10);
        }
    }

    @Test
    void what_is_no_text_in_its_middle_is_none() {
        // Given
        byte[] text = "The quick brown fox.\n".repeat(20_000).getBytes(UTF_8);
        text[200_000] = 1;

        // When
        Appraisal appraisal = appraiser.appraise(content(text), new Claims(null, null, null));

        // Then
        assertThat(appraisal.examination().typeIfKnown()).isEqualTo("application/octet-stream");
    }

    @Test
    void a_letter_whose_first_umlaut_stands_far_behind_is_text() {
        // Given
        String begin = "The quick brown fox.\n".repeat(5_000);

        // When, Then
        for (Charset charset : List.of(UTF_8, ISO_8859_1)) {
            Content content = content((begin + "Gr\u00fc\u00dfe\n".repeat(90)).getBytes(charset));
            assertThat(
                            appraiser
                                    .appraise(content, new Claims(null, null, null))
                                    .examination()
                                    .typeIfKnown())
                    .isEqualTo("text/plain");
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void of_25_megabytes_less_than_512_kilobytes_are_read(SampleFile file) {
        // Given
        Content content = content(file.bytes());

        // When
        Appraisal appraisal = appraiser.appraise(content, new Claims(null, null, null));

        // Then
        assertThat(appraisal.examination()).isInstanceOf(Examination.Understood.class);
        assertThat(content.bytesRead()).isBetween(1L, 512L << 10);
    }
}
