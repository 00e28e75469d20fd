package io.attachrelay.validator.inspect.deep.office;

import static io.attachrelay.validator.inspect.TestBytes.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.validator.inspect.deep.DeepLook;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

class OoxmlCheckTest extends TricksAndTwins {

    private static final String FORMATS = "application/vnd.openxmlformats-officedocument.";
    private static final String KIND =
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    static Stream<Arguments> tricks() {
        return Stream.of(
                arguments(
                        "macros under another name",
                        word("<x/>", relation("vbaProject", "innocent.bin", "Internal")),
                        "office-macros"),
                arguments(
                        "a macro sheet",
                        excel("<x/>", relation("xlMacrosheet", "sheet2.xml", "Internal")),
                        "office-macros"),
                arguments(
                        "a template from the web",
                        loaded("attachedTemplate", "http://a.example/t"),
                        "office-external-template"),
                arguments(
                        "a template from a share",
                        loaded("attachedTemplate", "\\\\host\\t.dotm"),
                        "office-external-template"),
                arguments(
                        "a template from a share's address",
                        loaded("attachedTemplate", "file://host/t.dotm"),
                        "office-external-template"),
                arguments(
                        "an object as in CVE-2017-0199",
                        loaded("oleObject", "https://a.example/x.hta"),
                        "office-external-template"),
                arguments(
                        "an object as in CVE-2022-30190",
                        loaded("oleObject", "mhtml:http://a.example/x.html!x-usc:http"),
                        "office-external-template"),
                arguments(
                        "a frame",
                        loaded("frame", "http://a.example/x.htm"),
                        "office-external-template"),
                arguments(
                        "a picture on a share",
                        loaded("image", "file:////host/x.png"),
                        "office-external-template"),
                arguments(
                        "a template that is said to be within",
                        word(
                                "<x/>",
                                relation("attachedTemplate", "http://a.example/t", "Internal")),
                        "office-external-template"),
                arguments(
                        "text in another format",
                        word("<x/>", relation("aFChunk", "a.htm", "Internal")),
                        "office-embedded-object"),
                arguments(
                        "a control",
                        word("<x/>", relation("control", "activeX1.xml", "Internal")),
                        "office-embedded-object"),
                arguments("a link to a share", loaded("hyperlink", "\\\\host\\x"), "office-link"),
                arguments(
                        "a link to a share's address",
                        loaded("hyperlink", "file://host/x"),
                        "office-link"),
                arguments(
                        "a link that a program has for itself",
                        loaded("hyperlink", "ms-msdt:/id x"),
                        "office-link"),
                arguments("a link to a script", loaded("hyperlink", "javascript:x"), "office-link"),
                arguments(
                        "a link to a program",
                        loaded("hyperlink", "file:///c:/windows/system32/calc.exe"),
                        "office-link"),
                arguments(
                        "a workbook on a share",
                        loaded("externalLinkPath", "\\\\host\\b.xlsx"),
                        "office-link"),
                arguments(
                        "a slide that starts a program",
                        slide("ppaction://program"),
                        "office-link"),
                arguments(
                        "a connection on opening",
                        excelWith(
                                "connections",
                                "<connections><connection refreshOnLoad='1'><webPr url='http://a.example/'/>"
                                        + "</connection></connections>"),
                        "office-external-template"),
                arguments(
                        "an add-in from a share",
                        excelWith(
                                "webextension",
                                "<webextension><reference store='\\\\host\\s'/></webextension>"),
                        "office-external-template"),
                arguments(
                        "a field that loads a text",
                        word(field("INCLUDETEXT \"http://a.example/x.docx\"")),
                        "office-external-template"),
                arguments(
                        "a field that loads a picture from a share",
                        word(field("INCLUDEPICTURE \"\\\\\\\\host\\\\x.png\" \\d")),
                        "office-external-template"),
                arguments(
                        "a field that is a link",
                        word(field("HYPERLINK \"search-ms:query=x\" \\o \"hint\"")),
                        "office-link"),
                arguments(
                        "a rule of colours",
                        excel("<cfRule><formula>cmd|' /C calc'!A0</formula></cfRule>"),
                        "office-dde"),
                arguments("a field", word(field("DDEAUTO c:\\\\cmd.exe")), "office-dde"),
                arguments(
                        "a field in pieces", word(field("DD", "EAU", "TO \"cmd\"")), "office-dde"),
                arguments(
                        "a simple field", word("<w:fldSimple w:instr=' dde x y'/>"), "office-dde"),
                arguments(
                        "a field that another one spells",
                        word(
                                begin()
                                        + field("QUOTE 68 68 69 65 85 84 79")
                                        + text("instrText", " x")
                                        + end()),
                        "office-dde"),
                arguments(
                        "a field whose begin is another one's result",
                        word(
                                begin()
                                        + begin()
                                        + text("instrText", "REF a")
                                        + separate()
                                        + text("t", "DDE")
                                        + end()
                                        + text("instrText", " x")
                                        + end()),
                        "office-dde"),
                arguments("a cell", excel("<c><f>cmd|' /C calc'!A0</f></c>"), "office-dde"),
                arguments(
                        "a cell in other signs",
                        excel("<c><f>cmd&#124;'/c x'!A0</f></c>"),
                        "office-dde"));
    }

    static Stream<Arguments> harmless() {
        return Stream.of(
                arguments("words", word(text("t", "DDEAUTO c:\\cmd.exe"))),
                arguments("other fields", word(field("DATE") + field("HYPERLINK ddeauto"))),
                arguments(
                        "a field's result",
                        word(
                                begin()
                                        + text("instrText", "REF a")
                                        + separate()
                                        + text("t", "DDE")
                                        + end())),
                arguments("a web address", loaded("hyperlink", "https://a.example/")),
                arguments("a link to a file", loaded("hyperlink", "file:///C:\\a\\x.docx")),
                arguments("a link to a neighbour", loaded("hyperlink", "x.docx")),
                arguments("a link without a scheme", loaded("hyperlink", "www.a.example.com")),
                arguments(
                        "a link with a port and no scheme",
                        loaded("hyperlink", "www.a.example.com:8080/x")),
                arguments("a letter", loaded("hyperlink", "mailto:a@b.example.com?subject=x.exe")),
                arguments("a slide that goes on", slide("ppaction://hlinkshowjump?jump=nextslide")),
                arguments(
                        "a connection that somebody refreshes",
                        excelWith(
                                "connections",
                                "<connections><connection><webPr url='http://a.example/'/></connection>"
                                        + "<connection refreshOnLoad='1'><dbPr connection='"
                                        + "Provider=Microsoft.Mashup.OleDb.1;x'/></connection></connections>")),
                arguments(
                        "an add-in from the market",
                        excelWith(
                                "webextension",
                                "<webextension><reference store='en-US'/></webextension>")),
                arguments(
                        "a field that shows a picture from the web",
                        word(
                                field(
                                        "INCLUDEPICTURE \"https://a.example/x.png\" \\* MERGEFORMATINET"))),
                arguments("a field that links", word(field("HYPERLINK \\l \"_Toc1\""))),
                arguments("a field of a file", word(field("INCLUDETEXT \"C:\\\\a\\\\x.docx\""))),
                arguments("a picture from the web", loaded("image", "https://a.example/x.png")),
                arguments(
                        "the template of who wrote it",
                        loaded("attachedTemplate", "file:///C:\\Users\\a\\Letter.dotm")),
                arguments("a template by its name", loaded("attachedTemplate", "Letter.dotm")),
                arguments(
                        "an object within",
                        word("<x/>", relation("oleObject", "embeddings/a.bin", "Internal"))),
                arguments("a workbook", loaded("externalLinkPath", "https://a.example/b.xlsx")),
                arguments("formulas", excel("<c><f>IF(A1=\"cmd|'x'!A0\",1,Sheet1!A0)</f></c>")),
                arguments("text in a cell", excel("<c><v>cmd|' /C calc'!A0</v></c>")));
    }

    @Test
    void the_samples_are_harmless() {
        assertThat(DeepLook.codesOfDocument(SampleFiles.docx().bytes())).isEmpty();
        assertThat(DeepLook.codesOfDocument(SampleFiles.xlsx().bytes())).isEmpty();
    }

    @Test
    void a_link_to_a_program_is_noticed_in_whatever_part_it_stands() {
        byte[] file =
                file(
                        FORMATS + "spreadsheetml.sheet.main+xml",
                        "<x/>",
                        override("/odd.png", FORMATS + "spreadsheetml.externalLink+xml"),
                        "odd.png\n<externalLink><ddeLink ddeService='cmd'/></externalLink>");

        assertThat(DeepLook.codesOfDocument(file)).containsExactly("office-dde");
    }

    @Test
    void entities_are_not_followed() {
        byte[] file = word("<x/>", "word/_rels/x.rels\n<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>");

        assertThatThrownBy(() -> DeepLook.codesOfDocument(file))
                .isInstanceOf(IllegalStateException.class);
    }

    private static byte[] slide(String action) {
        return file(
                FORMATS + "presentationml.presentation.main+xml",
                "<x/>",
                override("/ppt/slides/slide1.xml", FORMATS + "presentationml.slide+xml"),
                "ppt/slides/slide1.xml\n<sld><hlinkClick action='" + action + "'/></sld>",
                relation("hyperlink", "powershell%20-c%20calc", "External")
                        .replace("word/_rels/document", "ppt/slides/_rels/slide1"));
    }

    private static byte[] excelWith(String kind, String part) {
        return file(
                FORMATS + "spreadsheetml.sheet.main+xml",
                "<x/>",
                override("/part.xml", "application/x." + kind + "+xml"),
                "part.xml\n" + part);
    }

    private static byte[] loaded(String kind, String target) {
        return word("<x/>", relation(kind, target, "External"));
    }

    private static String relation(String kind, String target, String mode) {
        return "word/_rels/document.xml.rels\n<Relationships><Relationship Id='r' Type='"
                + KIND
                + kind
                + "' Target='"
                + target
                + "' TargetMode='"
                + mode
                + "'/></Relationships>";
    }

    private static byte[] word(String body, String... more) {
        return file(
                FORMATS + "wordprocessingml.document.main+xml",
                "<w:document xmlns:w='w'>" + body + "</w:document>",
                "",
                more);
    }

    private static byte[] excel(String body, String... more) {
        return file(
                FORMATS + "spreadsheetml.sheet.main+xml",
                "<worksheet>" + body + "</worksheet>",
                "",
                more);
    }

    private static byte[] file(String type, String main, String types, String... more) {
        String[] entries = new String[3 + more.length];
        entries[0] =
                "[Content_Types].xml\n<Types>" + override("/main.xml", type) + types + "</Types>";
        entries[1] = "_rels/.rels\n<Relationships/>";
        entries[2] = "main.xml\n" + main;
        System.arraycopy(more, 0, entries, 3, more.length);
        return zip(entries);
    }

    private static String override(String part, String type) {
        return "<Override PartName=\"" + part + "\" ContentType=\"" + type + "\"/>";
    }

    private static String field(String... pieces) {
        var field = new StringBuilder(begin());
        for (String piece : pieces) {
            field.append(text("instrText", piece));
        }
        return field.append(end()).toString();
    }

    private static String begin() {
        return "<w:r><w:fldChar w:fldCharType='begin'/></w:r>";
    }

    private static String separate() {
        return "<w:r><w:fldChar w:fldCharType='separate'/></w:r>";
    }

    private static String end() {
        return "<w:r><w:fldChar w:fldCharType='end'/></w:r>";
    }

    private static String text(String element, String text) {
        return "<w:r><w:" + element + ">" + text + "</w:" + element + "></w:r>";
    }
}
