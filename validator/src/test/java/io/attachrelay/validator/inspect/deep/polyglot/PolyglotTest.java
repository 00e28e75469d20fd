package io.attachrelay.validator.inspect.deep.polyglot;

import static io.attachrelay.validator.inspect.TestBytes.join;
import static io.attachrelay.validator.inspect.TestBytes.latin1;
import static io.attachrelay.validator.inspect.TestBytes.office;
import static io.attachrelay.validator.inspect.TestBytes.ole2;
import static io.attachrelay.validator.inspect.TestBytes.word;
import static io.attachrelay.validator.inspect.TestBytes.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.attachrelay.deploy.testkit.sample.SampleFile;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.validator.inspect.deep.DeepLook;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolyglotTest {

    private static final byte[] PDF = SampleFiles.pdf().bytes();
    private static final byte[] JAR = zip("META-INF/MANIFEST.MF", "Attack.class");

    static Stream<Arguments> tricks() {
        return Stream.of(
                arguments("a pdf in a photo's comment", jpegWith(PDF)),
                arguments("a pdf behind a page's begin", join(latin1("<html>"), PDF)),
                arguments("a jar behind a photo", join(SampleFiles.jpeg().bytes(), JAR)),
                arguments("a jar behind a small film", join(SampleFiles.gif().bytes(), JAR)),
                arguments("a jar behind a picture", join(SampleFiles.png().bytes(), JAR)),
                arguments("a jar behind a large photo", join(large(SampleFiles.jpeg()), JAR)),
                arguments("a jar behind a film", join(SampleFiles.mp4().bytes(), JAR)),
                arguments("a jar behind a pdf", join(PDF, JAR)),
                arguments("a jar and padding", join(SampleFiles.gif().bytes(), padded(JAR))),
                arguments("a zip whose comment is a pdf's end", zipInPdf(true)),
                arguments("a jar behind an old letter", join(ole2("WordDocument", "x"), JAR)),
                arguments("two zips", join(zip("a"), office(word()))),
                arguments("a letter and a pdf", join(SampleFiles.docx().bytes(), PDF)),
                arguments("a rar behind a photo", behind("Rar!\u001a\7\1\0")),
                arguments("a 7z behind a photo", behind("7z\u00bc\u00af'\u001c")),
                arguments("a program behind a photo", behind("MZ" + "\0".repeat(62) + "PE\0\0")),
                arguments("a page behind a photo", behind("\r\n<html><script>x</script>")),
                arguments("php in a photo's comment", jpegWith(latin1("<?php system($x); ?>"))),
                arguments("php in a small film's comment", gifWith("<?PHP eval($x);")),
                arguments("a phar in a photo", jpegWith(latin1("<?= __HALT_COMPILER(); ?>"))),
                arguments("a script at a large photo's end", largeWithTail("<script>x</script>")),
                arguments("a script in a film", film("<html><script>alert(1)</script>")),
                arguments("a small film that is a script", scriptGif()),
                arguments("a photo that is a script", scriptJpeg()),
                arguments("a photo in a tar", tar(jpegWith(new byte[1_000]))),
                arguments("a pdf in a disc image", discImage(PDF)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tricks")
    void a_second_type_is_noticed_where_its_readers_look(String name, byte[] bytes) {
        assertThat(DeepLook.codes(bytes)).contains("polyglot");
    }

    static Stream<Arguments> harmless() {
        return Stream.of(
                arguments("a photo with a thumbnail", jpegWith(SampleFiles.jpeg().bytes())),
                arguments("a photo with its film", behind(SampleFiles.mp4())),
                arguments("a photo with a second one", behind(SampleFiles.jpeg())),
                arguments("a photo with a note of its camera", behind("SEFT0102 MotionPhoto_Data")),
                arguments("a photo with XMP", jpegWith(latin1("<?xpacket?><x:xmpmeta/>"))),
                arguments("a zip with a pdf", zip("a.pdf\n" + latin(PDF))),
                arguments("a pdf that carries a zip", zipInPdf(false)),
                arguments(
                        "a pdf behind printer commands",
                        join(latin1("\u001b%-12345X@PJL\r\n"), PDF)),
                arguments(
                        "a pdf behind a mark",
                        join("\uFEFF\n".getBytes(StandardCharsets.UTF_8), PDF)),
                arguments("a pdf behind a line of text", join(latin1("Hello,\n"), PDF)),
                arguments(
                        "a text on pdf",
                        latin1("A PDF begins with %PDF-1.7 and ends with %%EOF\n")),
                arguments("a text on zip", latin1("A zip ends with PK and two bytes\n")),
                arguments("a film whose width is a comment's begin", gifOfWidth(0x2a2f)),
                arguments("a letter", SampleFiles.docx().bytes()),
                arguments("a table", SampleFiles.xlsx().bytes()),
                arguments("a voice message", SampleFiles.ogg().bytes()),
                arguments("an old letter with a table in it", oldLetterWith(JAR)),
                arguments("a large photo", large(SampleFiles.jpeg())),
                arguments("a large picture", large(SampleFiles.png())),
                arguments("a large pdf", large(SampleFiles.pdf())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harmless")
    void what_cameras_and_programs_write_is_no_polyglot(String name, byte[] bytes) {
        assertThat(DeepLook.codes(bytes)).doesNotContain("polyglot");
    }

    private static byte[] large(SampleFile file) {
        return file.ofSize(300_000).bytes();
    }

    private static byte[] behind(String text) {
        return join(SampleFiles.jpeg().bytes(), latin1(text));
    }

    private static byte[] behind(SampleFile other) {
        return join(SampleFiles.jpeg().bytes(), other.bytes());
    }

    private static byte[] largeWithTail(String text) {
        return join(large(SampleFiles.jpeg()), latin1("x".repeat(1_000) + text));
    }

    private static byte[] padded(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length + 100);
    }

    /** A comment right behind the start of the image. */
    private static byte[] jpegWith(byte[] comment) {
        byte[] photo = SampleFiles.jpeg().bytes();
        var file = ByteBuffer.allocate(photo.length + 4 + comment.length).put(photo, 0, 2);
        file.put(latin1("\u00ff\u00fe")).putShort((short) (2 + comment.length)).put(comment);
        return file.put(photo, 2, photo.length - 2).array();
    }

    private static byte[] gifWith(String comment) {
        byte[] film = SampleFiles.gif().bytes();
        String block = "!\u00fe" + (char) comment.length() + comment + "\0";
        return join(Arrays.copyOf(film, film.length - 1), latin1(block + ";"));
    }

    private static byte[] gifOfWidth(int width) {
        byte[] film = SampleFiles.gif().bytes();
        film[6] = (byte) width;
        film[7] = (byte) (width >> 8);
        return film;
    }

    private static byte[] scriptGif() {
        byte[] film = gifOfWidth(0x2a2f);
        return join(film, latin1("*/=1;alert(1)"));
    }

    /** The length of the first segment is the begin of a comment. */
    private static byte[] scriptJpeg() {
        byte[] photo = SampleFiles.jpeg().bytes();
        String comment = "x".repeat(0x2f2a - 2 - 20) + "*/=alert(1);/*xxxxxx";
        byte[] segment = latin1("\u00ff\u00d8\u00ff\u00e0/*" + comment);
        return join(segment, Arrays.copyOfRange(photo, 2, photo.length));
    }

    private static byte[] film(String hidden) {
        byte[] text = latin1(hidden);
        var box = ByteBuffer.allocate(8 + text.length).putInt(8 + text.length);
        return join(SampleFiles.mp4().bytes(), box.put(latin1("free")).put(text).array());
    }

    /** A zip as a stream of a PDF: its comment ends with itself or with the file. */
    private static byte[] zipInPdf(boolean reachesTheEnd) {
        byte[] begin = latin1("%PDF-1.7\n9 0 obj\n<</Length " + JAR.length + ">>\nstream\n");
        byte[] end = latin1("\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n");
        byte[] jar = JAR.clone();
        if (reachesTheEnd) {
            jar[jar.length - 2] = (byte) end.length;
        }
        return join(join(begin, jar), end);
    }

    private static byte[] oldLetterWith(byte[] embedded) {
        return Arrays.copyOf(join(ole2("WordDocument", "x"), embedded), 4_096);
    }

    private static byte[] tar(byte[] photo) {
        Arrays.fill(photo, 148, 156, (byte) ' ');
        System.arraycopy(latin1("ustar\00000"), 0, photo, 257, 8);
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += photo[i] & 0xff;
        }
        System.arraycopy(latin1("%06o\0 ".formatted(sum)), 0, photo, 148, 8);
        return photo;
    }

    private static byte[] discImage(byte[] pdf) {
        byte[] image = Arrays.copyOf(pdf, 40_000);
        System.arraycopy(latin1("CD001"), 0, image, 32_769, 5);
        return join(image, latin1("\n%%EOF\n"));
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
