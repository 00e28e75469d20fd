package io.attachrelay.validator.inspect.deep.archive;

import static io.attachrelay.validator.inspect.TestBytes.latin1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.validator.inspect.TestBytes;
import io.attachrelay.validator.inspect.deep.DeepLook;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchiveBombsTest {

    private static final byte[] ZEROS = new byte[20 << 20];

    static Stream<Arguments> bombs() {
        return Stream.of(
                arguments("zeros", zip().deflated("a.xml", ZEROS).bytes()),
                arguments("zeros in a letter", letter().deflated("word/a.xml", ZEROS).bytes()),
                arguments("zeros that are said to be few", zip().deflated("a", ZEROS, 100).bytes()),
                arguments(
                        "zeros behind noise", zip().deflated("a", behindNoise(), 1 << 20).bytes()),
                arguments("zeros behind eight pictures", ninth()),
                arguments(
                        "zeros of which the local header tells more",
                        zip().torn("a", noise(20_000), 20_000, 3_000_000_000L).bytes()),
                arguments("files that share their bytes", overlapping()),
                arguments("a file that quotes the next one", quoting()),
                arguments("files without number", many(10_001)),
                arguments("gigabytes in small files", many(300, 4 << 20)),
                arguments("zeros in an inner zip", zip().stored("a", inner()).bytes()),
                arguments("zeros in a packed inner zip", zip().deflated("a", inner()).bytes()),
                arguments("zeros in gzip", gzip(ZEROS)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void a_bomb_is_noticed(String name, byte[] bytes) {
        assertThat(DeepLook.codes(bytes)).contains("zip-bomb").doesNotContain("zip-nesting");
    }

    static Stream<Arguments> harmless() {
        return Stream.of(
                arguments("a table of blanks", zip().deflated("a", new byte[4 << 20]).bytes()),
                arguments("a picture under a white sky", zip().deflated("a.bmp", sky()).bytes()),
                arguments("a picture over a white floor", zip().deflated("a.bmp", floor()).bytes()),
                arguments("much that hardly shrinks", zip().deflated("a", noise(9 << 20)).bytes()),
                arguments("a gap between files", gap()),
                arguments("ten thousand files", many(10_000)),
                arguments("an empty zip", zip().bytes()),
                arguments("text in gzip", gzip(latin1("text ".repeat(1_000)))),
                arguments("a letter", SampleFiles.docx().ofSize(3 << 20).bytes()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harmless")
    void what_people_send_is_no_bomb(String name, byte[] bytes) {
        assertThat(DeepLook.codes(bytes)).isEmpty();
    }

    @Test
    void an_archive_in_an_archive_in_an_archive_is_too_deep() {
        // Given
        byte[] once = zip().stored("a.txt", latin1("x")).bytes();
        byte[] twice = zip().deflated("once.zip", once).bytes();

        // When, Then
        assertThat(DeepLook.codes(zip().deflated("twice.zip", twice).bytes()))
                .containsExactly("zip-nesting");
        assertThat(DeepLook.codes(zip().stored("picture.png", twice).bytes()))
                .containsExactly("zip-nesting");
        assertThat(DeepLook.codes(twice)).isEmpty();
    }

    @Test
    void archives_that_are_no_zips_count_by_name_and_by_their_first_bytes() {
        // Given
        byte[] rar = latin1("Rar!\u001a\7\1\0 and so on");

        // When, Then
        assertThat(DeepLook.codes(zip().stored("b.zip", zip().stored("c", rar).bytes()).bytes()))
                .containsExactly("zip-nesting");
        assertThat(DeepLook.codes(zip().stored("c.rar", rar).bytes())).isEmpty();
    }

    @Test
    void a_large_inner_zip_is_known_by_its_local_headers() {
        // Given
        byte[] large = zip().stored("b.zip", noise(100)).stored("c", noise(3 << 20)).bytes();

        // When, Then
        assertThat(DeepLook.codes(zip().deflated("a.zip", large).bytes()))
                .containsExactly("zip-nesting");
    }

    @Test
    void a_table_in_a_letter_in_a_zip_is_what_people_send() {
        // Given
        byte[] letter = letter().stored("word/table.xlsx", SampleFiles.xlsx().bytes()).bytes();

        // When, Then
        assertThat(DeepLook.codes(letter)).isEmpty();
        assertThat(DeepLook.codes(zip().deflated("letter.docx", letter).bytes())).isEmpty();
    }

    @Test
    void a_table_in_a_letter_in_a_zip_in_a_zip_is_too_deep() {
        // Given
        byte[] letter = letter().stored("word/table.xlsx", SampleFiles.xlsx().bytes()).bytes();
        byte[] zip = zip().stored("letter.docx", letter).bytes();

        // When, Then
        assertThat(DeepLook.codes(zip().stored("a.zip", zip).bytes()))
                .containsExactly("zip-nesting");
    }

    /** A store that is said to have failed would be asked again and again. */
    @Test
    void an_inner_zip_that_does_not_stand_in_its_zip_is_no_fault_of_the_store() {
        // Given: a directory that is said to stand 40 bytes behind where it stands
        byte[] outer = zip().stored("a.zip", zip().stored("a.txt", latin1("x")).bytes()).bytes();
        outer[outer.length - 6] += 40;

        // When, Then
        assertThatThrownBy(() -> DeepLook.codes(outer))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a file that does not stand in its zip");
    }

    private static ZipBuilder zip() {
        return new ZipBuilder();
    }

    private static ZipBuilder letter() {
        String types =
                "<Types><Override PartName=\"/main.xml\" ContentType=\""
                        + TestBytes.word()
                        + "\"/></Types>";
        return zip().stored("[Content_Types].xml", latin1(types))
                .stored("_rels/.rels", latin1("x"));
    }

    private static byte[] inner() {
        return zip().deflated("zeros", ZEROS).bytes();
    }

    private static byte[] gap() {
        return zip().stored("a", noise(10)).gap(noise(40)).stored("b", noise(10)).bytes();
    }

    /** Two entries for one file. */
    private static byte[] overlapping() {
        return zip().deflated("a", noise(1_000)).sameAs("b", 0, 1_005, 1_000).bytes();
    }

    /** The first file's bytes are the second file with its header. */
    private static byte[] quoting() {
        ZipBuilder zip = zip().gap(latin1("PK\3\4" + "\0".repeat(27)));
        return zip.deflated("b", noise(1_000)).sameAs("a", 0, 1_036, 1_000).bytes();
    }

    private static byte[] many(int count) {
        ZipBuilder zip = zip();
        for (int i = 0; i < count; i++) {
            zip.stored("" + i, new byte[] {1});
        }
        return zip.bytes();
    }

    /** Each with a ratio of less than 100. */
    private static byte[] many(int count, int unpacked) {
        byte[] packed = noise(unpacked / 90);
        ZipBuilder zip = zip();
        for (int i = 0; i < count; i++) {
            zip.torn("" + i, packed, unpacked, 0);
        }
        return zip.bytes();
    }

    private static byte[] sky() {
        byte[] picture = noise(12 << 20);
        Arrays.fill(picture, 0, 6 << 20, (byte) 0xff);
        return picture;
    }

    private static byte[] floor() {
        byte[] picture = noise(12 << 20);
        Arrays.fill(picture, 6 << 20, 12 << 20, (byte) 0xff);
        return picture;
    }

    private static byte[] behindNoise() {
        return Arrays.copyOf(noise(9_000), 20 << 20);
    }

    private static byte[] ninth() {
        ZipBuilder zip = zip();
        for (int i = 0; i < 8; i++) {
            zip.deflated(i + ".jpg", noise(50_000));
        }
        return zip.deflated("a", ZEROS, 1_000).bytes();
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
