package io.attachrelay.validator.inspect.deep.office;

import static io.attachrelay.validator.inspect.TestBytes.join;
import static io.attachrelay.validator.inspect.TestBytes.latin1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.validator.inspect.TestBytes;
import io.attachrelay.validator.inspect.deep.DeepLook;
import io.attachrelay.validator.inspect.deep.archive.ZipBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ValueSource;

/** Files within a letter. */
class CarriedFilesTest extends TricksAndTwins {

    private static final byte[] PROGRAM = SampleFiles.windowsProgram().bytes();
    private static final byte[] BATCH = latin1("@echo off\r\ndel /q *\r\n");
    private static final byte[] MACROS = TestBytes.office(TestBytes.word(), "word/vbaProject.bin");
    private static final byte[] REMOTE =
            TestBytes.office(
                    TestBytes.word(),
                    "word/_rels/a.rels\n<Relationships><Relationship Type='x/attachedTemplate'"
                            + " Target='http://a.example/t' TargetMode='External'/></Relationships>");

    static Stream<Arguments> tricks() {
        return Stream.of(
                arguments("a program", carrying("a.bin", PROGRAM), "executable"),
                arguments("a program by its name", carrying("a.exe", latin1("x")), "executable"),
                arguments("a batch file", carrying("a.bin", BATCH), "script"),
                arguments("a letter with macros", carrying("a.docx", MACROS), "office-macros"),
                arguments(
                        "a letter in a letter",
                        carrying("a.docx", carrying("b.docx", MACROS)),
                        "office-macros"),
                arguments(
                        "a letter with a template from elsewhere",
                        carrying("a.docx", REMOTE),
                        "office-external-template"),
                arguments(
                        "a page with a script",
                        carrying("a.htm", latin1("<html><script>x()</script></html>")),
                        "active-markup"),
                arguments(
                        "a program of the packager",
                        carrying("a.bin", packaged("a.txt", PROGRAM)),
                        "executable"),
                arguments(
                        "a script of the packager by its name",
                        carrying("a.bin", packaged("a.js", latin1("x"))),
                        "executable"),
                arguments(
                        "a program in an old letter",
                        new TestOle2()
                                .stream("WordDocument", new byte[32]).folder("ObjectPool").stream(
                                                "\u0001Ole10Native",
                                                packagerStream("a.txt", PROGRAM))
                                        .small(),
                        "executable"),
                arguments(
                        "a letter with macros in an old letter",
                        new TestOle2()
                                .stream("WordDocument", new byte[32]).stream("Package", MACROS)
                                        .small(),
                        "office-macros"));
    }

    static Stream<Arguments> harmless() {
        return Stream.of(
                arguments("a table", carrying("a.xlsx", SampleFiles.xlsx().bytes())),
                arguments("a letter", carrying("a.docx", SampleFiles.docx().bytes())),
                arguments("a photo", carrying("a.jpg", SampleFiles.jpeg().bytes())),
                arguments("a text", carrying("a.txt", latin1("Dear Anna,\nsee you.\n"))),
                arguments("half a letter", carrying("a.docx", cut(SampleFiles.docx().bytes()))),
                arguments("nothing", carrying("a.bin", new byte[0])),
                arguments(
                        "a text of the packager",
                        carrying("a.bin", packaged("a.txt", latin1("hello")))),
                arguments(
                        "a cut stream of the packager",
                        carrying(
                                "a.bin",
                                new TestOle2().stream("\u0001Ole10Native", new byte[3]).small())));
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 40, 63})
    void of_many_large_files_only_the_begins_are_read(int count) {
        // Given
        byte[] noise = new byte[80 << 10];
        new Random(1).nextBytes(noise);
        ZipBuilder letter = letter();
        for (int i = 0; i < count; i++) {
            letter.deflated("embeddings/" + i + ".bin", noise);
        }
        var content = TestBytes.content(letter.deflated("embeddings/x.bin", PROGRAM).bytes());

        // When, Then
        assertThat(DeepLook.codesOfDocument(content)).containsExactly("executable");
        assertThat(content.bytesRead()).isLessThan(512 << 10);
    }

    private static byte[] carrying(String name, byte[] file) {
        return letter().deflated("embeddings/" + name, file).bytes();
    }

    private static ZipBuilder letter() {
        String types =
                "<Types><Default Extension=\"rels\" ContentType=\"application/"
                        + "vnd.openxmlformats-package.relationships+xml\"/>"
                        + "<Default Extension=\"bin\" ContentType=\"application/"
                        + "vnd.openxmlformats-officedocument.oleObject\"/>"
                        + "<Override PartName=\"/main.xml\" ContentType=\""
                        + TestBytes.word()
                        + "\"/></Types>";
        var relations = new StringBuilder("<Relationships>");
        for (String name : "a.exe a.docx b.docx a.htm a.xlsx a.jpg a.txt".split(" ")) {
            relations.append(
                    "<Relationship Type='x/package' Target='embeddings/%s'/>".formatted(name));
        }
        return new ZipBuilder()
                .stored("[Content_Types].xml", latin1(types))
                .stored("_rels/.rels", latin1("<Relationships/>"))
                .stored("main.xml", latin1("<x/>"))
                .stored("_rels/main.xml.rels", latin1(relations + "</Relationships>"));
    }

    private static byte[] packaged(String name, byte[] file) {
        return new TestOle2().stream("\u0001Ole10Native", packagerStream(name, file)).small();
    }

    private static byte[] packagerStream(String name, byte[] file) {
        byte[] names = latin1(name + "\0C:\\" + name + "\0");
        byte[] place = latin1("C:\\t\\x\0");
        var begin = buffer(6).putInt(names.length + file.length).putShort((short) 2);
        var middle = buffer(8 + place.length + 4).putInt(0x30000).putInt(place.length);
        middle.put(place).putInt(file.length);
        return join(join(begin.array(), names), join(middle.array(), file));
    }

    private static byte[] cut(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
