package io.attachrelay.validator.inspect.detect;

import static io.attachrelay.validator.inspect.TestBytes.content;
import static io.attachrelay.validator.inspect.TestBytes.ftyp;
import static io.attachrelay.validator.inspect.TestBytes.join;
import static io.attachrelay.validator.inspect.TestBytes.latin1;
import static io.attachrelay.validator.inspect.TestBytes.office;
import static io.attachrelay.validator.inspect.TestBytes.ogg;
import static io.attachrelay.validator.inspect.TestBytes.ole2;
import static io.attachrelay.validator.inspect.TestBytes.zip;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.attachrelay.deploy.testkit.sample.SampleFile;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.validator.inspect.TestBytes;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import io.attachrelay.validator.inspect.policy.TypeNames;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorTest {

    private static final String OOXML = "application/vnd.openxmlformats-officedocument.";
    private static final String WORD_MACROS = "application/vnd.ms-word.document.macroenabled.12";

    private static final Charset JAPANESE = Charset.forName("windows-31j");
    private static final Charset CHINESE = Charset.forName("GBK");

    private final Detector detector = new Detector();
    private final TypeNames names = InspectionPolicy.standard().names();

    static Stream<Arguments> samples() {
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
                        SampleFiles.zip(),
                        SampleFiles.ogg(),
                        SampleFiles.mp4(),
                        SampleFiles.windowsProgram(),
                        SampleFiles.csv().ofSize(300_000),
                        SampleFiles.docx().ofSize(300_000),
                        SampleFiles.jpeg().ofSize(30 << 20))
                .map(file -> arguments(file.name() + " " + file.size(), file));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void a_real_file_is_known_by_its_bytes(String name, SampleFile file) {
        assertThat(typeOf(file.bytes())).isEqualTo(file.mimeType());
    }

    static Stream<Arguments> containers() {
        return Stream.of(
                arguments(
                        "docm",
                        office("application/vnd.ms-word.document.macroEnabled.main+xml"),
                        WORD_MACROS),
                arguments(
                        "docx with macros",
                        office(TestBytes.word(), "word/vbaProject.bin"),
                        WORD_MACROS),
                arguments(
                        "xlsb",
                        office("application/vnd.ms-excel.sheet.binary.macroEnabled.main"),
                        "application/vnd.ms-excel.sheet.binary.macroenabled.12"),
                arguments(
                        "pptx",
                        office(OOXML + "presentationml.presentation.main+xml"),
                        OOXML + "presentationml.presentation"),
                arguments("docx", office(TestBytes.word()), OOXML + "wordprocessingml.document"),
                arguments(
                        "two zips in one",
                        join(zip("a"), office(TestBytes.word())),
                        OOXML + "wordprocessingml.document"),
                arguments(
                        "zip with a document's name only",
                        zip("word/document.xml"),
                        "application/zip"),
                arguments(
                        "odt",
                        zip("mimetype\napplication/vnd.oasis.opendocument.text"),
                        "application/vnd.oasis.opendocument.text"),
                arguments("epub", zip("mimetype\napplication/epub+zip"), "application/epub+zip"),
                arguments("jar", zip("META-INF/MANIFEST.MF"), "application/java-archive"),
                arguments(
                        "apk",
                        zip("AndroidManifest.xml", "META-INF/MANIFEST.MF"),
                        "application/vnd.android.package-archive"),
                arguments(
                        "doc with a workbook in it",
                        ole2("WordDocument", "Workbook"),
                        "application/msword"),
                arguments(
                        "xls with a document in it",
                        ole2("Workbook", "WordDocument"),
                        "application/vnd.ms-excel"),
                arguments("ppt", ole2("PowerPoint Document", "x"), "application/vnd.ms-powerpoint"),
                arguments(
                        "msg", ole2("__properties_version1.0", "x"), "application/vnd.ms-outlook"),
                arguments(
                        "encrypted xlsx",
                        ole2("EncryptedPackage", "x"),
                        "application/x-tika-ooxml-protected"),
                arguments("mp4 as ffmpeg writes it", ftyp("isom", "iso2", "avc1"), "video/mp4"),
                arguments("m4a", ftyp("M4A ", "isom"), "audio/mp4"),
                arguments("m4a filled up with zeros", ftyp("M4A\0", "3gp5"), "audio/mp4"),
                arguments("mov", ftyp("qt  "), "video/quicktime"),
                arguments("3gp", ftyp("3gp5"), "video/3gpp"),
                arguments("heic under a general brand", ftyp("mif1", "mif1", "heic"), "image/heic"),
                arguments("mp4 of an unknown brand", ftyp("zzzz", "mp42"), "video/mp4"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("containers")
    void a_container_is_known_by_what_it_holds(String name, byte[] bytes, String type) {
        assertThat(typeOf(bytes)).isEqualTo(type);
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("umlauts in UTF-8", "Grüße\n".getBytes(UTF_8), "text/plain"),
                arguments("umlauts in Latin-1", latin1("Gr\u00fc\u00dfe\n"), "text/plain"),
                arguments("UTF-16 with its mark", "Grüße 你好".getBytes(UTF_16), "text/plain"),
                arguments(
                        "a letter with a comma",
                        latin1("Dear John,\nKind regards,\n"),
                        "text/plain"),
                arguments("semicolons", latin1("a;b\n1;\"2;\n3\"\n"), "text/csv"),
                arguments("json", latin1("{\"a\": [1, 2]}"), "application/json"),
                arguments("braces", latin1("{not json}"), "text/plain"),
                arguments("a number", latin1("42"), "text/plain"),
                arguments(
                        "a long json",
                        latin1("[" + "null, ".repeat(20_000) + "1]"),
                        "application/json"),
                arguments(
                        "a long json of one value",
                        latin1("{\"a\": \"" + "x".repeat(70_000) + "\"}"),
                        "application/json"),
                arguments(
                        "a long log in brackets",
                        latin1("[today] all is well\n".repeat(5_000)),
                        "text/plain"),
                arguments("a page without a head", latin1("  <p onclick=x>hi"), "text/html"),
                arguments(
                        "a script further down", latin1("hello\n<script>x</script>"), "text/html"),
                arguments("svg", latin1("<svg onload=x></svg>"), "text/html"),
                arguments(
                        "Japanese",
                        "\u3053\u3093\u306b\u3061\u306f\u3001\u624b\u7d19\n".getBytes(JAPANESE),
                        "text/plain"),
                arguments(
                        "Chinese of few words",
                        "\u4f60\u597d,\u4e16\u754c\u3002\n\u8bf7,\u6765\u3002\n".getBytes(CHINESE),
                        "text/plain"),
                arguments(
                        "wide without a mark",
                        "Hello w\u00f6rld\r\n".getBytes(UTF_16LE),
                        "text/plain"),
                arguments(
                        "wide the other way",
                        "Hello w\u00f6rld\r\n".getBytes(UTF_16BE),
                        "text/plain"),
                arguments("a wide page", "<html><p>x".getBytes(UTF_16BE), "text/html"),
                arguments(
                        "a log in colours",
                        latin1("\u001b[31mERROR\u001b[0m it failed\n"),
                        "text/plain"),
                arguments("a text of DOS", latin1("Hello\r\n\u001a"), "text/plain"),
                arguments("an escape", latin1("Hello\u001b(B\n"), "application/octet-stream"),
                arguments("no end of DOS", latin1("Hello\u001a\n"), "application/octet-stream"),
                arguments("a word on scripts", latin1("Use <script> here\n"), "text/plain"),
                arguments("a remark and a jump", latin1("<!--x--><meta content=1>"), "text/html"),
                arguments("a form", latin1("<form action=x><input></form>"), "text/html"),
                arguments(
                        "xml behind a mark",
                        "\uFEFF<?xml version=\"1.0\"?><a/>".getBytes(UTF_8),
                        "application/xml"),
                arguments("batch", latin1("@ECHO off\r\ndel x"), "application/x-bat"),
                arguments("a shortcut", latin1("[InternetShortcut]\r\nURL=x"), "text/x-script"),
                arguments(
                        "a control character", latin1("abc\u0001def"), "application/octet-stream"),
                arguments(
                        "bytes that are no letters",
                        latin1("abc\u0081"),
                        "application/octet-stream"),
                arguments(
                        "text that ends in other bytes",
                        join(latin1("a".repeat(70_000)), new byte[] {0}),
                        "application/octet-stream"),
                arguments(
                        "letters cut by every range",
                        "ü你".repeat(40_000).getBytes(UTF_8),
                        "text/plain"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void text_is_told_from_what_would_be_run(String name, byte[] bytes, String type) {
        assertThat(typeOf(bytes)).isEqualTo(type);
    }

    @Test
    void the_codec_of_a_voice_message_is_told() {
        assertThat(detector.detect(content(SampleFiles.ogg().bytes())).codec()).isEqualTo("opus");
        assertThat(detector.detect(content(ogg("\u0001vorbis"))).codec()).isEqualTo("vorbis");
    }

    @Test
    void film_beside_sound_makes_a_video() {
        assertThat(typeOf(join(ogg("\u0001vorbis"), ogg("\u0080theora")))).isEqualTo("video/ogg");
    }

    @Test
    void a_large_file_is_read_in_small_part() {
        // Given
        byte[] bytes = SampleFiles.docx().ofSize(20 << 20).bytes();
        var read = new AtomicLong();
        var content =
                new Content(
                        bytes.length,
                        (offset, length) -> {
                            read.addAndGet(length);
                            return new ByteArrayInputStream(bytes, (int) offset, (int) length);
                        });

        // When
        Detected detected = detector.detect(content);

        // Then
        assertThat(detected.type()).isEqualTo(OOXML + "wordprocessingml.document");
        assertThat(read.get()).isLessThan(300_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0xff})
    void a_jpeg_of_nothing_but_what_stands_between_segments_is_soon_given_up(int filling) {
        // Given
        byte[] bytes = new byte[20 << 20];
        Arrays.fill(bytes, (byte) filling);
        System.arraycopy(latin1("\u00ff\u00d8"), 0, bytes, 0, 2);
        var looks = new AtomicInteger();
        var content =
                new Content(
                        bytes.length,
                        (offset, length) -> {
                            looks.incrementAndGet();
                            return new ByteArrayInputStream(bytes, (int) offset, (int) length);
                        });

        // When
        long scan = JpegSegments.of(content).scan();

        // Then
        assertThat(scan).isEqualTo(-1);
        assertThat(looks.get()).isLessThan(300);
    }

    @Test
    void a_few_bytes_between_a_jpegs_segments_are_skipped() {
        // Given
        byte[] bytes = latin1("\u00ff\u00d8\u00ff\u00fe\0\u0004abzz\u00ff\u00ff\u00da\0\u0004abcd");

        // When
        long scan = JpegSegments.of(content(bytes)).scan();

        // Then
        assertThat(scan).isEqualTo(11);
    }

    private String typeOf(byte[] bytes) {
        return names.canonical(detector.detect(content(bytes)).type());
    }
}
