package io.attachrelay.deploy.testkit.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleFilesTest {

    private static final int BIG = 300_001;

    static Stream<SampleFile> growing() {
        return Stream.of(
                SampleFiles.png(),
                SampleFiles.jpeg(),
                SampleFiles.gif(),
                SampleFiles.pdf(),
                SampleFiles.text(),
                SampleFiles.csv(),
                SampleFiles.html(),
                SampleFiles.xlsx(),
                SampleFiles.docx(),
                SampleFiles.odt(),
                SampleFiles.zip(),
                SampleFiles.wav(),
                SampleFiles.mp4(),
                SampleFiles.windowsProgram());
    }

    static Stream<SampleFile> all() {
        return Stream.concat(growing(), Stream.of(SampleFiles.ogg()));
    }

    static Stream<SampleFile> images() {
        return Stream.of(SampleFiles.png(), SampleFiles.jpeg(), SampleFiles.gif())
                .flatMap(file -> Stream.of(file, file.ofSize(file.size() + 1), file.ofSize(BIG)));
    }

    static Stream<SampleFile> archives() {
        return Stream.of(
                        SampleFiles.zip(),
                        SampleFiles.xlsx(),
                        SampleFiles.docx(),
                        SampleFiles.odt())
                .flatMap(file -> Stream.of(file, file.ofSize(BIG)));
    }

    @ParameterizedTest
    @MethodSource("growing")
    void a_file_has_exactly_the_size_that_is_asked_for(SampleFile file) {
        for (long size : new long[] {file.size(), file.size() + 1, file.size() + 255, BIG}) {
            // When
            var bytes = file.ofSize(size).bytes();

            // Then
            assertThat(bytes).hasSize((int) size);
            assertThat(file.ofSize(size).size()).isEqualTo(size);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void the_seed_decides_the_bytes(SampleFile file) {
        // When
        var other = file.seed(7);

        // Then
        assertThat(other.bytes()).isNotEqualTo(file.bytes()).isEqualTo(file.seed(7).bytes());
    }

    @ParameterizedTest
    @MethodSource("images")
    void a_picture_can_be_decoded(SampleFile file) throws IOException {
        // When
        var image = ImageIO.read(new ByteArrayInputStream(file.bytes()));

        // Then
        assertThat(image.getWidth()).isEqualTo(16);
    }

    @ParameterizedTest
    @MethodSource("archives")
    void an_archive_can_be_unpacked(SampleFile file) throws IOException {
        // When
        var names = new ArrayList<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file.bytes()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                zip.readAllBytes();
            }
        }

        // Then
        assertThat(names).contains("padding.txt");
        assertThat(names.getFirst()).isEqualTo(firstPart(file.name()));
    }

    /** What tells the format stands first. */
    private static String firstPart(String fileName) {
        return switch (fileName.substring(fileName.lastIndexOf('.'))) {
            case ".zip" -> "note.txt";
            case ".odt" -> "mimetype";
            default -> "[Content_Types].xml";
        };
    }

    @Test
    void a_pdf_names_the_place_of_its_objects_and_of_their_table() {
        for (var file : new SampleFile[] {SampleFiles.pdf(), SampleFiles.pdf().ofSize(BIG)}) {
            // When
            var pdf = new String(file.bytes(), StandardCharsets.ISO_8859_1);

            // Then
            var table = pdf.substring(pdf.lastIndexOf("xref\n0 7"));
            var lines = table.lines().toList();
            assertThat(pdf).endsWith("%%EOF\n");
            assertThat(Long.parseLong(lines.get(lines.size() - 2)))
                    .isEqualTo(pdf.length() - table.length());
            for (int object = 1; object <= 6; object++) {
                int offset = Integer.parseInt(lines.get(object + 2).substring(0, 10));
                assertThat(pdf.substring(offset)).startsWith(object + " 0 obj\n");
            }
        }
    }

    @Test
    void a_large_file_is_streamed() throws IOException {
        // Given
        long size = 100L << 20;
        var counter = new CountingStream();

        // When
        SampleFiles.pdf().ofSize(size).writeTo(counter);

        // Then
        assertThat(counter.count()).isEqualTo(size);
    }

    @Test
    void a_size_that_a_type_cannot_have_is_refused() {
        // When, Then
        assertThatThrownBy(() -> SampleFiles.png().ofSize(20))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("picture.png needs");
        assertThatThrownBy(() -> SampleFiles.ogg().ofSize(BIG))
                .hasMessageContaining("a voice message can't be padded");
    }

    @Test
    void the_padding_chunk_of_a_png_has_the_right_checksum() {
        // Given
        var file = SampleFiles.png().ofSize(1_000).bytes();
        var text = new String(file, StandardCharsets.ISO_8859_1);
        int chunk = text.indexOf("arPd");
        int length = file.length - 12 - 4 - (chunk + 4);

        // When
        var crc = new CRC32();
        crc.update(file, chunk, 4 + length);

        // Then
        assertThat(ByteBuffer.wrap(file).getInt(file.length - 16)).isEqualTo((int) crc.getValue());
    }
}
