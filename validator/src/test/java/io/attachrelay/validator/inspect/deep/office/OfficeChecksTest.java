package io.attachrelay.validator.inspect.deep.office;

import static io.attachrelay.validator.inspect.TestBytes.latin1;
import static io.attachrelay.validator.inspect.TestBytes.zip;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** OpenDocument, rich text, and zip files under a password. */
class OfficeChecksTest extends TricksAndTwins {

    static Stream<Arguments> tricks() {
        return Stream.of(
                arguments("a module", odf("<x/>", "Basic/Standard/Module1.xml"), "office-macros"),
                arguments("a script", odf("<x/>", "Scripts/python/a.py"), "office-macros"),
                arguments(
                        "a macro that is called",
                        odf("<event-listener xl:href='vnd.sun.star.script:a?language=Python'/>"),
                        "office-macros"),
                arguments(
                        "an object from the web",
                        odf("<object xl:href='http://a.example/x'/>"),
                        "office-external-template"),
                arguments(
                        "a link to a program",
                        odf("<dde-source application='cmd'/>"),
                        "office-dde"),
                arguments(
                        "a document under a password",
                        odf("<x/>", "META-INF/manifest.xml\n<m><encryption-data/></m>"),
                        "encrypted"),
                arguments("a zip under a password", locked(), "encrypted"),
                arguments(
                        "an object of rich text",
                        rtf("{\\object\\objemb{\\*\\objdata 0105}}"),
                        "office-external-template"),
                arguments(
                        "an object that loads itself",
                        rtf("{\\object\\objautlink\\objupdate}"),
                        "office-external-template"),
                arguments(
                        "a template from the web",
                        rtf("{\\*\\template http://a.example/t.dotm}"),
                        "office-external-template"),
                arguments(
                        "a template in numbers",
                        rtf("{\\*\\template \\'68ttp://a.example/t.dotm}"),
                        "office-external-template"),
                arguments(
                        "a template on a share",
                        rtf("{\\*\\template \\\\\\\\host\\\\t}"),
                        "office-external-template"),
                arguments(
                        "a field of rich text",
                        rtf("{\\field{\\*\\fldinst {\\b D}{\\i DEAUTO} c:\\\\x}}"),
                        "office-dde"));
    }

    static Stream<Arguments> harmless() {
        return Stream.of(
                arguments("no module", odf("<x/>", "Basic/Standard/script-lb.xml")),
                arguments("an object within", odf("<object xl:href='./Object 1'/>")),
                arguments("a web address", odf("<a xl:href='https://a.example/'/>")),
                arguments("a manifest", odf("<x/>", "META-INF/manifest.xml\n<m><file-entry/></m>")),
                arguments("a zip", zip("a.txt")),
                arguments("rich text", rtf("{\\field{\\*\\fldinst HYPERLINK \"https://a\"}}")),
                arguments("the words", rtf("\\\\objdata and DDEAUTO")),
                arguments(
                        "the template of who wrote it",
                        rtf("{\\*\\template C:\\\\Users\\\\a\\\\Normal.dotm}")));
    }

    private static byte[] odf(String body, String... more) {
        String[] entries = new String[2 + more.length];
        entries[0] = "mimetype\napplication/vnd.oasis.opendocument.text";
        entries[1] = "content.xml\n<d xmlns:xl='xl'>" + body + "</d>";
        System.arraycopy(more, 0, entries, 2, more.length);
        return zip(entries);
    }

    /** A zip whose second file has the bit of a password. */
    private static byte[] locked() {
        byte[] zip = zip("a.txt", "b.txt");
        int second = new String(zip, StandardCharsets.ISO_8859_1).lastIndexOf("PK\1\2");
        zip[second + 8] |= 1;
        return zip;
    }

    private static byte[] rtf(String body) {
        return latin1("{\\rtf1\\ansi " + body + "}");
    }
}
