package io.attachrelay.validator.inspect.detect;

import static io.attachrelay.validator.inspect.TestBytes.cut;
import static io.attachrelay.validator.inspect.TestBytes.join;
import static io.attachrelay.validator.inspect.TestBytes.latin1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.attachrelay.deploy.testkit.sample.SampleFile;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PictureEndTest {

    static Stream<SampleFile> pictures() {
        return Stream.of(
                SampleFiles.png(),
                SampleFiles.jpeg(),
                SampleFiles.gif(),
                SampleFiles.png().ofSize(300_000),
                SampleFiles.jpeg().ofSize(300_000),
                SampleFiles.gif().ofSize(300_000));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void a_picture_ends_where_it_ends_whatever_stands_behind(SampleFile picture)
            throws IOException {
        // Given
        byte[] bytes = picture.bytes();
        byte[] liar = join(bytes, latin1("PK IEND\0\0\0\0 \u00ff\u00d9 \0;"));

        // When, Then
        assertThat(end(picture, bytes)).isEqualTo(bytes.length);
        assertThat(end(picture, liar)).isEqualTo(bytes.length);
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void a_picture_that_is_cut_off_has_no_end(SampleFile picture) {
        assertThatThrownBy(() -> end(picture, cut(picture.bytes(), 1)))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void the_end_of_a_thumbnail_is_not_the_pictures() throws IOException {
        // Given
        byte[] thumbnail = latin1("\u00ff\u00e1\0\6\u00ff\u00d8\u00ff\u00d9");
        byte[] scan = latin1("\u00ff\u00da\0\2a\u00ff\0b\u00ff\u00d3c\u00ff\u00ff\u00d9");
        byte[] picture = join(latin1("\u00ff\u00d8"), join(thumbnail, scan));

        // When, Then
        assertThat(PictureEnd.find("image/jpeg", new ByteArrayInputStream(picture)))
                .isEqualTo(picture.length);
    }

    private static long end(SampleFile picture, byte[] bytes) throws IOException {
        return PictureEnd.find(picture.mimeType(), new ByteArrayInputStream(bytes));
    }
}
