package io.attachrelay.validator.inspect;

import static io.attachrelay.validator.inspect.TestBytes.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.sample.SampleFile;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.validator.inspect.claim.Claims;
import io.attachrelay.validator.inspect.deep.DeepChecks;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
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
