package io.attachrelay.validator.inspect.detect;

import static io.attachrelay.validator.inspect.TestBytes.content;
import static io.attachrelay.validator.inspect.TestBytes.cut;
import static io.attachrelay.validator.inspect.TestBytes.ftyp;
import static io.attachrelay.validator.inspect.TestBytes.join;
import static io.attachrelay.validator.inspect.TestBytes.latin1;
import static io.attachrelay.validator.inspect.av.Media.all;
import static io.attachrelay.validator.inspect.av.Media.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.attachrelay.deploy.testkit.sample.SampleFiles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Films, sound and pictures whose transfer broke off. */
class CutMediaTest {

    private static final byte[] FILM =
            join(join(ftyp("isom", "mp42"), box("moov", 40, 40)), box("mdat", 3_000, 3_000));

    @Test
    void a_whole_film_is_whole() {
        assertThat(complaint("video/mp4", FILM)).isEmpty();
    }

    @Test
    void a_film_that_is_cut_within_its_data_or_its_index_is_not() {
        assertThat(complaint("video/mp4", cut(FILM, 1)))
                .contains("the end of the box 'mdat' is missing");
        assertThat(complaint("audio/mp4", cut(FILM, 3_020)))
                .contains("the end of the box 'moov' is missing");
    }

    @Test
    void data_of_a_length_that_was_not_known_reach_to_the_end() {
        assertThat(
                        complaint(
                                "video/quicktime",
                                all(ftyp("qt  "), box("moov", 8, 8), box("mdat", 0, 500))))
                .isEmpty();
    }

    @Test
    void a_length_beyond_all_numbers_is_cut() {
        // Given
        byte[] wide =
                ByteBuffer.allocate(40)
                        .putInt(1)
                        .put(latin1("mdat"))
                        .putLong(Long.MAX_VALUE)
                        .array();

        // When, Then
        assertThat(complaint("video/mp4", join(ftyp("isom"), wide)))
                .contains("the end of the box 'mdat' is missing");
    }

    @Test
    void rubbish_behind_the_last_box_is_no_box() {
        assertThat(complaint("video/mp4", join(FILM, latin1("\u0077abcdefgh and so on"))))
                .isEmpty();
    }

    @Test
    void a_picture_that_is_shorter_than_it_says_is_cut() {
        // Given
        byte[] picture =
                ByteBuffer.allocate(60)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(latin1("RIFF"))
                        .putInt(52)
                        .put(latin1("WEBPVP8 "))
                        .array();

        // When, Then
        assertThat(complaint("image/webp", picture)).isEmpty();
        assertThat(complaint("image/webp", cut(picture, 1)))
                .contains("the end of the image is missing");
    }

    @Test
    void a_film_without_an_index_shows_nothing() {
        assertThat(complaint("video/mp4", join(ftyp("isom"), box("mdat", 100, 100))))
                .contains("the index of its tracks is missing");
        assertThat(complaint("video/3gpp", ftyp("3gp5")))
                .contains("the index of its tracks is missing");
    }

    @Test
    void a_film_in_fragments_is_whole_with_its_last_one() {
        // Given
        byte[] film =
                all(ftyp("iso5"), box("moov", 40, 40), box("moof", 20, 20), box("mdat", 90, 90));

        // When, Then
        assertThat(complaint("video/mp4", film)).isEmpty();
        assertThat(complaint("video/mp4", cut(film, 95)))
                .contains("the end of the box 'moof' is missing");
    }

    @Test
    void an_end_mark_behind_half_a_picture_makes_it_no_whole_one() {
        // Given
        byte[] small = SampleFiles.png().bytes();
        byte[] end = Arrays.copyOfRange(small, small.length - 12, small.length);

        // When, Then
        assertThat(complaint("image/png", join(Arrays.copyOf(small, small.length - 20), end)))
                .contains("a part of the image is missing");
        assertThat(complaint("image/png", join(Arrays.copyOf(small, 33), end)))
                .contains("a part of the image is missing");
    }

    @Test
    void a_picture_in_very_many_chunks_is_looked_at_from_its_end() {
        // Given: 1.6 MB in chunks of 8 KB, and a note behind them
        byte[] small = SampleFiles.png().bytes();
        byte[] data = all(times(200, pngChunk("IDAT", 8_192)), pngChunk("tEXt", 100));
        byte[] end = Arrays.copyOfRange(small, small.length - 12, small.length);
        byte[] picture = all(Arrays.copyOf(small, 33), data, end);

        // When, Then
        assertThat(complaint("image/png", picture)).isEmpty();
        assertThat(complaint("image/png", join(cut(picture, 100_000), end)))
                .contains("a part of the image is missing");
        assertThat(complaint("image/png", join(picture, latin1("IEND")))).isEmpty();
    }

    static Stream<Arguments> scans() {
        // Given: a directory behind the image, as most write it, and before it
        return Stream.of(
                arguments("II", tiff(ByteOrder.LITTLE_ENDIAN, 8, 1_008)),
                arguments("MM", tiff(ByteOrder.BIG_ENDIAN, 8, 1_008)),
                arguments("II", tiff(ByteOrder.LITTLE_ENDIAN, 200, 8)));
    }

    @ParameterizedTest
    @MethodSource("scans")
    void a_scan_is_whole_with_its_directory_and_all_its_strips(String order, byte[] bytes) {
        assertThat(complaint("image/tiff", bytes)).isEmpty();
        assertThat(complaint("image/tiff", Arrays.copyOf(bytes, 900))).isNotEmpty();
    }

    @Test
    void a_document_for_the_web_says_how_long_it_is() {
        // Given
        String begin =
                "%PDF-1.5\n1 0 obj\n<</Linearized 1/L 3000/N 2>>\nendobj\nstartxref\n0\n%%EOF\n";
        byte[] whole = join(latin1(begin + " ".repeat(2_994 - begin.length())), latin1("%%EOF\n"));

        // When, Then
        assertThat(complaint("application/pdf", whole)).isEmpty();
        assertThat(complaint("application/pdf", cut(whole, 300)))
                .contains("the end of the document is missing");
    }

    @Test
    void a_change_of_a_document_ends_with_a_mark_of_its_own() {
        // Given
        String document = "%PDF-1.5\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n";
        String change = "2 0 obj\n<<>>\nendobj\nstartxref\n60\n%%EOF\n";

        // When, Then
        assertThat(complaint("application/pdf", latin1(document + change))).isEmpty();
        assertThat(complaint("application/pdf", latin1(document + change.substring(0, 20))))
                .contains("the end of its last change is missing");
        assertThat(complaint("application/pdf", latin1(document + "\0\0 printed twice"))).isEmpty();
    }

    private static Optional<String> complaint(String type, byte[] bytes) {
        return Completeness.complaint(type, content(bytes));
    }

    private static byte[] box(String name, int length, int bytes) {
        return ByteBuffer.allocate(bytes).putInt(length).put(latin1(name)).array();
    }

    private static byte[] pngChunk(String name, int bytes) {
        return ByteBuffer.allocate(12 + bytes).putInt(bytes).put(latin1(name)).array();
    }

    /** Two strips of 500 bytes from {@code image} on, and a directory of 42 bytes. */
    private static byte[] tiff(ByteOrder order, int image, int directory) {
        var file = ByteBuffer.allocate(1_300).order(order);
        file.put(latin1(order == ByteOrder.BIG_ENDIAN ? "MM\0*" : "II*\0")).putInt(directory);
        int numbers = 1_208;
        file.putInt(numbers, image).putInt(numbers + 4, image + 500);
        file.position(directory).putShort((short) 2);
        file.putShort((short) 273).putShort((short) 4).putInt(2).putInt(numbers);
        file.putShort((short) 279).putShort((short) 3).putInt(2);
        file.putShort((short) 500).putShort((short) 500);
        return file.array();
    }
}
