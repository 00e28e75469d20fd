package io.attachrelay.validator.inspect.deep.office;

import static io.attachrelay.validator.inspect.TestBytes.join;
import static io.attachrelay.validator.inspect.TestBytes.latin1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.attachrelay.validator.inspect.deep.DeepLook;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class Ole2CheckTest {

    private static final byte[] NO_BYTES = {};

    static Stream<Arguments> tricks() {
        return Stream.of(
                arguments(
                        "macros in Word",
                        word(0, NO_BYTES).folder("Macros").stream("_VBA_PROJECT", new byte[9]),
                        "office-macros"),
                arguments("a Word file under a password", word(0x100, NO_BYTES), "encrypted"),
                arguments("a field", word(0, latin1("a\u0013 DDEAUTO c:\\x")), "office-dde"),
                arguments(
                        "a field in wide letters",
                        word(0, "a\u0013 dde \"x\"".getBytes(UTF_16LE)),
                        "office-dde"),
                arguments(
                        "a field at the end of a chunk",
                        word(0, latin1("a".repeat((64 << 10) - 38) + "\u0013 DDEAUTO c:\\x")),
                        "office-dde"),
                arguments(
                        "a field that another one spells",
                        word(
                                0,
                                latin1(
                                        "a\u0013 \u0013 QUOTE 68 68 69 65 85 84 79\u0015"
                                                + " c:\\x\u0014b\u0015")),
                        "office-dde"),
                arguments(
                        "a field in wide letters that loads a text",
                        word(0, "a\u0013INCLUDETEXT http://a.example/x\u0015".getBytes(UTF_16LE)),
                        "office-external-template"),
                arguments(
                        "a link that a program has for itself",
                        word(0, latin1("a\u0013HYPERLINK \"ms-msdt:/x\"\u0014b\u0015")),
                        "office-link"),
                arguments(
                        "a template on a share",
                        templated("\\\\host\\t.dot"),
                        "office-external-template"),
                arguments("a workbook under a password", excel(record(0x2f, 0)), "encrypted"),
                arguments("a macro sheet", excel(sheet(1)), "office-macros"),
                arguments(
                        "a link to a program",
                        excel(join(record(0x1ae, latin1("\0\0\0\0\0cmd\3 /c x")), record(0x23, 0))),
                        "office-dde"),
                arguments("macros in PowerPoint", powerPoint(1), "office-macros"),
                arguments(
                        "slides under a password",
                        powerPoint(0).stream("EncryptedSummary", new byte[9]),
                        "encrypted"));
    }

    static Stream<Arguments> harmless() {
        return Stream.of(
                arguments("Word", word(0, latin1("a\u0013 DATE \u0014 dde auto"))),
                arguments(
                        "a link",
                        word(0, latin1("a\u0013HYPERLINK \"https://a.example\"\u0014b\u0015"))),
                arguments("the template of who wrote it", templated("C:\\a\\Normal.dot")),
                arguments("the words", word(0, latin1("DDEAUTO c:\\x and \u0013 ddexample"))),
                arguments("Excel", excel(sheet(0))),
                arguments(
                        "a link to a workbook",
                        excel(join(record(0x1ae, latin1("\0\0\0\0\0\1b.xls")), record(0x23, 0)))),
                arguments(
                        "what stands behind the head",
                        excel(join(record(0x0a, NO_BYTES), record(0x2f, 0)))),
                arguments("PowerPoint", powerPoint(0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tricks")
    void a_trick_is_noticed(String name, TestOle2 file, String code) {
        assertThat(DeepLook.codesOfDocument(file.large())).containsExactly(code);
    }

    /** No program writes two documents into one file, and which one opens it is anyone's guess. */
    @Test
    void a_file_is_looked_at_for_each_program_that_would_open_it() {
        var letter = word(0, NO_BYTES);

        assertThat(DeepLook.codesOfDocument(letter.stream("Workbook", sheets(1)).large()))
                .containsExactly("polyglot", "office-macros");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harmless")
    void its_harmless_twin_is_not(String name, TestOle2 file) {
        assertThat(DeepLook.codesOfDocument(file.large())).isEmpty();
        assertThat(DeepLook.codesOfDocument(file.small())).isEmpty();
    }

    static Stream<Arguments> smallTricks() {
        return tricks().filter(trick -> !trick.get()[0].equals("a field at the end of a chunk"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("smallTricks")
    void small_streams_are_read_as_well(String name, TestOle2 file, String code) {
        assertThat(DeepLook.codesOfDocument(file.small())).containsExactly(code);
    }

    private static TestOle2 word(int flags, byte[] text) {
        byte[] head = buffer(32).putShort(0, (short) 0xa5ec).putShort(10, (short) flags).array();
        return new TestOle2().stream("WordDocument", join(head, text));
    }

    private static TestOle2 excel(byte[] records) {
        byte[] begin = record(0x809, 0x0600);
        return new TestOle2()
                .stream("Workbook", join(begin, join(records, record(0x0a, NO_BYTES))));
    }

    /** The second of the strings of a letter. */
    private static TestOle2 templated(String template) {
        var head = buffer(0x1a2).putShort(10, (short) 0x200).putInt(0x19a, 16);
        head.putInt(0x19e, 12 + 2 * template.length());
        var strings = buffer(28 + 2 * template.length()).position(16).putShort((short) -1);
        strings.putShort((short) 18).putShort((short) 0).putShort((short) 1).putChar('t');
        strings.putShort((short) template.length()).put(template.getBytes(UTF_16LE));
        return new TestOle2()
                .stream("WordDocument", head.array()).stream("1Table", strings.array());
    }

    private static byte[] sheets(int kind) {
        return join(record(0x809, 0x0600), join(sheet(kind), record(0x0a, NO_BYTES)));
    }

    private static byte[] sheet(int kind) {
        return record(0x85, new byte[] {0, 0, 0, 0, 0, (byte) kind, 1, 0, 'a'});
    }

    private static byte[] record(int type, int number) {
        return record(type, buffer(4).putInt(number).array());
    }

    private static byte[] record(int type, byte[] body) {
        var head = buffer(4).putShort((short) type).putShort((short) body.length);
        return join(head.array(), body);
    }

    private static TestOle2 powerPoint(int macros) {
        byte[] info = atom(0x400, buffer(12).putInt(4, macros).array());
        byte[] document =
                atom(0x3e8, join(atom(0x3e9, new byte[8]), atom(0x7d0, atom(0x3ff, info))));
        return new TestOle2().stream("PowerPoint Document", document);
    }

    private static byte[] atom(int type, byte[] body) {
        return join(buffer(8).putShort(2, (short) type).putInt(4, body.length).array(), body);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
