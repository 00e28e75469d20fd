package io.attachrelay.validator.inspect.deep.markup;

import static io.attachrelay.validator.inspect.TestBytes.latin1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.TestBytes;
import io.attachrelay.validator.inspect.deep.DeepLook;
import io.attachrelay.validator.inspect.detect.Detected;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActiveMarkupTest {

    private static final String HEAD =
            "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\""
                    + " xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"9\">";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<SCRIPT src='x'/>",
                "<svg:script>x</svg:script>",
                "<g onload=\"alert(1)\"/>",
                "<g onclick = alert(1)>",
                "<circle/onmouseover=x>",
                "<a xlink:href=\"javascript:alert(1)\">x</a>",
                "<a href=\"&#x6a;avascript&colon;alert(1)\">x</a>",
                "<a href=\"java\tscript:alert(1)\">x</a>",
                "<a href=\" &#106;&#97;vascript:alert(1)\">x</a>",
                "<a href=\"data:text/html;base64,PHNjcmlwdD4=\">x</a>",
                "<a><set attributeName=\"href\" to=\"x\"/></a>",
                "<a><animate attributeName=\"xlink:href\" values=\"javascript:alert(1)\"/></a>",
                "<set attributeName=\"onmouseover\" to=\"alert(1)\"/>",
                "<foreignObject><p>x</p></foreignObject>",
                "<use xlink:href=\"http://x.example/a.svg#b\"/>",
                "<use href=\"data:image/svg+xml,x#b\"/>",
                "<image xlink:href=\"https://x.example/pixel.png\"/>",
                "<image href=\"//x.example/pixel.png\"/>",
                "<style>@import 'x.css';</style>",
                "<style>a { background: url(https://x.example/a) }</style>",
                "<iframe src='x'/>",
                "<embed src='x'/>",
                "<object data='x'/>",
                "<handler>x</handler>",
                "<!-- --><script>x</script>",
                "<!--><script>x</script>",
                "<text title='>'><script>x</script></text>"
            })
    void what_is_active_in_a_drawing_is_noticed(String element) {
        assertThat(DeepLook.codes((HEAD + element + "</svg>").getBytes(UTF_8)))
                .containsExactly("active-markup");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<circle r=\"1\" fill=\"red\" style=\"stroke: url(#a)\"/>",
                "<a href=\"https://x.example/\"><text>x</text></a>",
                "<use xlink:href=\"#a\"/>",
                "<image xlink:href=\"data:image/png;base64,iVBORw0KGgo=\"/>",
                "<animate attributeName=\"r\" from=\"1\" to=\"2\"/>",
                "<style>circle { fill: red }</style>",
                "<style><![CDATA[ a > b { fill: url(#c) } ]]></style>",
                "<text>a &lt;script> is a script; javascript: is a scheme</text>",
                "<!-- <script>x</script> -->",
                "<desc once=\"1\" on=\"2\">online</desc>",
                "<metadata><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/></metadata>"
            })
    void a_mere_drawing_is_not(String element) {
        assertThat(DeepLook.codes((HEAD + element + "</svg>").getBytes(UTF_8))).isEmpty();
    }

    static Stream<Arguments> declarations() {
        return Stream.of(
                arguments("a file", "<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"),
                arguments("a parameter", "<!DOCTYPE svg [<!ENTITY % a \"x\"> %a;]>"),
                arguments("markup", "<!DOCTYPE svg [<!ENTITY a \"&#60;script>\">]>"),
                arguments("laughs", "<!DOCTYPE svg [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;\">]>"),
                arguments("an address", "<!DOCTYPE svg [<!ENTITY a \"javascript:x\">]>"),
                arguments(
                        "a type from elsewhere",
                        "<!DOCTYPE svg SYSTEM \"http://x.example/a.dtd\">"),
                arguments("a transformation", "<?xml-stylesheet type=\"text/xsl\" href=\"#a\"?>"),
                arguments(
                        "styles from elsewhere",
                        "<?xml-stylesheet type=\"text/css\" href=\"//x\"?>"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("declarations")
    void a_declaration_that_brings_more_is_noticed(String name, String declaration) {
        assertThat(xml(declaration + "<svg/>")).containsExactly("active-markup");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\""
                        + " \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">",
                "<!DOCTYPE svg [<!ENTITY ns_svg \"http://www.w3.org/2000/svg\">]>",
                "<!DOCTYPE html>",
                "<?xml-stylesheet type=\"text/css\" href=\"#a\"?>"
            })
    void what_drawing_programs_declare_is_not(String declaration) {
        assertThat(xml(declaration + "<svg/>")).isEmpty();
    }

    @Test
    void a_coding_does_not_hide_a_script() {
        // Given
        String svg = HEAD.replace("?>", " encoding='utf-16'?>") + "<script>x</script></svg>";

        // When, Then
        assertThat(found("image/svg+xml", svg.getBytes(UTF_16))).hasSize(1);
        assertThat(found("image/svg+xml", svg.getBytes(UTF_16LE))).hasSize(1);
        assertThat(found("text/html", latin1("<p>+ADw-script+AD4-x"))).hasSize(1);
        assertThat(found("text/html", latin1("<p><meta charset = 'uTf-7'>"))).hasSize(1);
        assertThat(found("image/svg+xml", "\uFEFF<svg><g/></svg>".getBytes(UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>hi</p><meta http-equiv=\"Refresh\" content=\"0;url=x\">",
                "<p><img src=x onerror=alert(1)>",
                "<a href='vbscript:x'>x</a>",
                "<form action=javascript:x>",
                "<p style='width: expression(x)'>",
                "<link rel=stylesheet href='https://x.example/a.css'>",
                "<base href='https://x.example/'>",
                "<p><![CDATA[><script>x</script>]]>",
                "<iframe srcdoc='&lt;script>x'>"
            })
    void what_is_active_on_a_page_is_noticed(String page) {
        assertThat(found("text/html", latin1(page))).isNotEmpty();
    }

    @Test
    void a_mere_page_is_not() {
        assertThat(found("text/html", latin1("<p>hi <b>you</b> <a href='https://x.example'>x</a>")))
                .isEmpty();
    }

    @Test
    void a_text_may_speak_of_tags_but_not_carry_handlers() {
        assertThat(DeepLook.codes(latin1("Use an <iframe> or an <object> here; a < b.\n")))
                .isEmpty();
        assertThat(DeepLook.codes(latin1("Hello <img src=x onerror=alert(1)>\n")))
                .containsExactly("active-markup");
        assertThat(DeepLook.codes(latin1("Hello <a href=\"javascript:x\">you</a>\n")))
                .containsExactly("active-markup");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "When I paste <script> in the field, nothing happens.",
                "<x:script> begins a script, as does <script src=x>",
                "Does <SCRIPT type=module> work?"
            })
    void a_text_may_speak_of_scripts(String text) {
        assertThat(DeepLook.codes(latin1(text + "\n"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x <x:script>alert(1)</x:script>",
                "x <svg><x:script href=data:,x />",
                "x <x:script src=x></X:SCRIPT >"
            })
    void a_script_that_ends_is_no_speech(String text) {
        assertThat(DeepLook.codes(latin1(text + "\n"))).containsExactly("active-markup");
    }

    static Stream<Arguments> endless() {
        return Stream.of(
                arguments("styles", "<p>" + "<style>".repeat(200_000) + "<a b='".repeat(200_000)),
                arguments("comments", "<p>" + "<!--".repeat(800_000)),
                arguments("brackets", "<!DOCTYPE html " + "[".repeat(3_000_000)),
                arguments("types", "<!DOCTYPE html " + "<!DOCTYPE ".repeat(300_000)),
                arguments("values", "<!DOCTYPE html [" + "<!ENTITY a b ".repeat(200_000)),
                arguments("instructions", "<p>" + "<?x ".repeat(800_000)),
                arguments("declarations", "<p>" + "<!a>".repeat(800_000)),
                arguments("a coding", "<p>encoding=" + " ".repeat(3_000_000) + "tf-7"),
                arguments("codings", "<p>" + "+A".repeat(1_000_000)));
    }

    /** Each would take hours if it were looked at again from every place. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("endless")
    void markup_without_end_is_gone_through_once(String name, String page) {
        assertThat(found("text/html", latin1(page))).isEmpty();
    }

    @Test
    void a_tag_without_end_does_not_fill_the_memory() {
        // Given
        StringBuilder tag = new StringBuilder("<p");
        for (int i = 0; i < 300_000; i++) {
            tag.append(" a").append(i);
        }

        // When, Then
        assertThat(found("text/html", latin1(tag.toString()))).hasSize(1);
    }

    private static List<String> xml(String text) {
        return found("application/xml", ("<?xml version=\"1.0\"?>" + text).getBytes(UTF_8));
    }

    private static List<String> found(String type, byte[] bytes) {
        List<String> codes = new ArrayList<>();
        new ActiveMarkup()
                .look(
                        TestBytes.content(bytes),
                        Detected.type(type),
                        (FindingCode code, String _) -> codes.add(code.wireName()));
        return codes;
    }
}
