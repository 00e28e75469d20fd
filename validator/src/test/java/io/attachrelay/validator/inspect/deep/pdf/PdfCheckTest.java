package io.attachrelay.validator.inspect.deep.pdf;

import static io.attachrelay.validator.inspect.TestBytes.content;
import static io.attachrelay.validator.inspect.TestBytes.join;
import static io.attachrelay.validator.inspect.TestBytes.latin1;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.model.Finding;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import io.attachrelay.validator.inspect.detect.TooCostlyException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.logging.LogFactory;
import org.apache.commons.logging.impl.Slf4jLogFactory;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PdfCheckTest {

    private static final String SCRIPT = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>";
    private static final String LAUNCH = "<< /S /Launch /F (cmd.exe) >>";
    private static final String PLACE = "<< /S /GoTo /D [3 0 R /Fit] >>";
    private static final String FILE = "<< /Type /Filespec /F (a.txt) /EF << /F 9 0 R >> >>";

    private static TestPdf pdf() {
        return new TestPdf();
    }

    private static TestPdf noted(String annotation) {
        return pdf().page("/Annots [4 0 R]").object(annotation);
    }

    private static TestPdf linked(String action) {
        return noted("<< /Subtype /Link /A " + action + " >>");
    }

    static Stream<Arguments> tricks() {
        return Stream.of(
                arguments(
                        "a script among the names",
                        pdf().catalog("/Names << /JavaScript << /Names [(a) " + SCRIPT + "] >> >>"),
                        "pdf-javascript"),
                arguments(
                        "a script among names of names",
                        pdf().catalog("/Names << /JavaScript 4 0 R >>")
                                .object("<< /Kids [5 0 R] >>")
                                .object("<< /Names [(a) " + SCRIPT + "] >>"),
                        "pdf-javascript"),
                arguments("a script behind a link", linked(SCRIPT), "pdf-javascript"),
                arguments(
                        "a script in other letters",
                        linked("<< /#53 /J#61va#53cript /#4aS (x) >>"),
                        "pdf-javascript"),
                arguments(
                        "a script behind another action",
                        linked("<< /S /GoTo /D [3 0 R /Fit] /Next [5 0 R] >>").object(SCRIPT),
                        "pdf-javascript"),
                arguments(
                        "a script in the outline",
                        pdf().catalog("/Outlines << /First 4 0 R >>")
                                .object("<< /Title (a) /Next 5 0 R >>")
                                .object("<< /Title (b) /A " + SCRIPT + " >>"),
                        "pdf-javascript"),
                arguments(
                        "a script as an address",
                        linked("<< /S /URI /URI (JavaScript:x) >>"),
                        "pdf-javascript"),
                arguments(
                        "a script of a player",
                        linked("<< /S /Rendition /JS (x) >>"),
                        "pdf-javascript pdf-rich-media"),
                arguments(
                        "a script between steps",
                        pdf().page("/PresSteps << /NA " + SCRIPT + " >>"),
                        "pdf-javascript"),
                arguments("a program", linked(LAUNCH), "pdf-launch"),
                arguments(
                        "a program of the machine",
                        linked("<< /S /URI /URI (file:///c:/x.exe) >>"),
                        "pdf-launch"),
                arguments(
                        "an address of a document on a share",
                        linked("<< /S /URI /URI (file://host/a/offer.docx) >>"),
                        "pdf-launch"),
                arguments(
                        "a document on a share",
                        linked("<< /S /GoToR /D [0 /Fit] /F (\\\\\\\\host\\\\share) >>"),
                        "pdf-launch"),
                arguments(
                        "a thread on a share",
                        linked("<< /S /Thread /F (\\\\\\\\host\\\\share) >>"),
                        "pdf-launch"),
                arguments(
                        "an address on a share",
                        linked("<< /S /URI /URI (\\\\\\\\host\\\\a.exe) >>"),
                        "pdf-launch"),
                arguments(
                        "an address that a program has for itself",
                        linked("<< /S /URI /URI (ms-msdt:/id x) >>"),
                        "pdf-launch"),
                arguments(
                        "a field whose parent no form lists",
                        noted("<< /Subtype /Widget /Parent 5 0 R >>")
                                .object("<< /T (a) /AA << /K " + SCRIPT + " >> /Kids [4 0 R] >>"),
                        "pdf-javascript pdf-additional-action"),
                arguments(
                        "a window of a note",
                        noted("<< /Subtype /Text /Popup 5 0 R >>")
                                .object("<< /Subtype /Popup /A " + SCRIPT + " >>"),
                        "pdf-javascript"),
                arguments(
                        "a page to be shown later",
                        pdf().catalog("/Names << /Templates << /Names [(a) 4 0 R] >> >>")
                                .object("<< /Type /Template /Annots [5 0 R] >>")
                                .object("<< /Subtype /Link /A " + SCRIPT + " >>"),
                        "pdf-javascript"),
                arguments(
                        "an embedded file",
                        pdf().catalog("/Names << /EmbeddedFiles << /Names [(a) 4 0 R] >> >>")
                                .object(FILE),
                        "pdf-embedded-file"),
                arguments(
                        "a file pinned to a page",
                        noted("<< /Subtype /FileAttachment /FS " + FILE + " >>"),
                        "pdf-embedded-file"),
                arguments(
                        "an associated file",
                        pdf().catalog("/AF [4 0 R]").object(FILE),
                        "pdf-embedded-file"),
                arguments(
                        "a script on opening",
                        pdf().catalog("/OpenAction " + SCRIPT),
                        "pdf-javascript pdf-open-action"),
                arguments(
                        "an address on opening",
                        pdf().catalog("/OpenAction << /S /URI /URI (https://a.example) >>"),
                        "pdf-open-action"),
                arguments(
                        "printing on opening",
                        pdf().catalog("/OpenAction << /S /Named /N /Print >>"),
                        "pdf-open-action"),
                arguments(
                        "a program behind a page on opening",
                        pdf().catalog("/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next 4 0 R >>")
                                .object(LAUNCH),
                        "pdf-launch pdf-open-action"),
                arguments(
                        "an action when a page is shown",
                        pdf().page("/AA << /O << /S /SubmitForm /F (https://a.example) >> >>"),
                        "pdf-additional-action"),
                arguments(
                        "an action when a field is left",
                        pdf().catalog("/AcroForm << /Fields [4 0 R] >>")
                                .object("<< /T (a) /Kids [5 0 R] >>")
                                .object("<< /T (b) /AA << /Bl " + SCRIPT + " >> >>"),
                        "pdf-javascript pdf-additional-action"),
                arguments(
                        "an action when the document is closed",
                        pdf().catalog("/AA << /WC " + LAUNCH + " >>"),
                        "pdf-launch pdf-additional-action"),
                arguments("a player", noted("<< /Subtype /RichMedia >>"), "pdf-rich-media"),
                arguments("a film", noted("<< /Subtype /Movie >>"), "pdf-rich-media"),
                arguments(
                        "a form in XML",
                        pdf().catalog("/AcroForm << /Fields [] /XFA 4 0 R >>").object("[(a) (b)]"),
                        "pdf-xfa"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tricks")
    void a_trick_is_noticed(String name, TestPdf pdf, String codes) {
        assertThat(codes(pdf.bytes())).isEqualTo(codes);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tricks")
    void packing_hides_nothing(String name, TestPdf pdf, String codes) {
        assertThat(codes(pdf.packed())).isEqualTo(codes);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tricks")
    void a_table_that_lies_hides_nothing(String name, TestPdf pdf, String codes) {
        assertThat(codes(pdf.withWrongTable())).contains(codes.split(" "));
    }

    static Stream<Arguments> harmless() {
        return Stream.of(
                arguments("nothing", pdf()),
                arguments("a page on opening", pdf().catalog("/OpenAction [3 0 R /XYZ 0 9 1]")),
                arguments("a place on opening", pdf().catalog("/OpenAction " + PLACE)),
                arguments(
                        "a named place on opening",
                        pdf().catalog("/OpenAction << /S /Named /N /LastPage >>")),
                arguments("a place when a page is shown", pdf().page("/AA << /O " + PLACE + " >>")),
                arguments("no events", pdf().page("/AA << >>")),
                arguments(
                        "a place in the outline",
                        pdf().catalog("/Outlines << /First 4 0 R >>")
                                .object("<< /Title (a) /A " + PLACE + " >>")),
                arguments("a web address", linked("<< /S /URI /URI (https://a.example/file:) >>")),
                arguments(
                        "an address without a scheme",
                        linked("<< /S /URI /URI (www.a.example:8080/x) >>")),
                arguments(
                        "a document of the machine",
                        linked("<< /S /URI /URI (file:///C:/a/offer.docx) >>")),
                arguments("an address of this site", linked("<< /S /URI /URI (a/b.html) >>")),
                arguments("a letter", linked("<< /S /URI /URI (mailto:a@b.example) >>")),
                arguments(
                        "a form that is sent",
                        linked("<< /S /SubmitForm /F << /FS /URL /F (https://a.example/) >> >>")),
                arguments("the next volume", linked("<< /S /GoToR /D [0 /Fit] /F (b.pdf) >>")),
                arguments(
                        "an empty tree of names",
                        pdf().catalog(
                                        "/Names << /JavaScript << /Names [] >> /EmbeddedFiles << >>"
                                                + " >>")),
                arguments(
                        "a file's name without the file",
                        noted("<< /Subtype /FileAttachment /FS << /F (a.txt) >> >>")),
                arguments(
                        "a form",
                        pdf().catalog("/AcroForm << /Fields [4 0 R] /XFA null >>")
                                .object("<< /T (a) /FT /Tx /V (/JavaScript /Launch) >>")),
                arguments(
                        "words",
                        pdf().page("/Contents 4 0 R")
                                .object(
                                        "<< /Length 23 >>\nstream\n(/JavaScript /Launch) Tj\nendstream")),
                arguments("a reference to nothing", pdf().catalog("/OpenAction 77 0 R")),
                arguments("an object that nothing refers to", pdf().object(SCRIPT)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harmless")
    void its_harmless_twin_is_not(String name, TestPdf pdf) {
        assertThat(codes(pdf.bytes())).isEmpty();
        assertThat(codes(pdf.packed())).isEmpty();
    }

    @Test
    void a_page_that_unpacks_to_far_more_than_it_holds_is_a_bomb() {
        byte[] twice = TestPdf.deflated(TestPdf.deflated(new byte[1 << 20]));
        byte[] once = TestPdf.deflated(new byte[40 << 20]);

        assertThat(codes(shown("[/FlateDecode /FlateDecode]", twice))).isEqualTo("pdf-bomb");
        assertThat(codes(shown("/FlateDecode", once))).isEqualTo("pdf-bomb");
        assertThat(codes(shown("/FlateDecode", TestPdf.deflated(new byte[1 << 20])))).isEmpty();
        assertThat(codes(shown("/FlateDecode", new byte[20_000]))).isEmpty();
    }

    private static byte[] shown(String filter, byte[] content) {
        String text = new String(content, ISO_8859_1);
        return pdf().page("/Contents 4 0 R")
                .object(
                        "<< /Filter %s /Length %d >>\nstream\n%s\nendstream"
                                .formatted(filter, content.length, text))
                .bytes();
    }

    @Test
    void what_viewers_may_find_in_a_broken_file_counts_though_nothing_refers_to_it() {
        assertThat(codes(pdf().object(SCRIPT).withWrongTable())).isEqualTo("pdf-javascript");
    }

    @Test
    void a_table_that_lies_is_repaired() {
        assertThat(codes(pdf().withWrongTable())).isEmpty();
    }

    @Test
    void an_object_that_can_not_be_read_makes_the_file_unreadable() {
        byte[] broken = noted("[ ]\nstream\nx\nendstream").bytes();

        assertThatThrownBy(() -> codes(broken)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void pages_that_are_their_own_parents_have_an_end() {
        String loop = "<< /Type /Pages /Kids [2 0 R 3 0 R 4 0 R] >>";

        assertThat(codes(pdf().kids("4 0 R").object(loop).bytes())).isEmpty();
    }

    @Test
    void pages_are_counted() {
        Content content = content(pdf().bytes());

        look(content);

        assertThat(content.ifMade(PdfPages.class)).contains(new PdfPages(1));
    }

    @Test
    void objects_that_inflate_without_end_cost_too_much() {
        byte[] bomb = pdf().object("(" + "a".repeat(40 << 20) + ")").packed();

        assertThat(bomb.length).isLessThan(100_000);
        assertThatThrownBy(() -> codes(bomb)).isInstanceOf(TooCostlyException.class);
    }

    @Test
    void rows_as_wide_as_the_memory_are_not_allotted() {
        byte[] wide =
                pdf().packed(
                                "/FlateDecode",
                                "/DecodeParms << /Predictor 12 /Columns 2000000000 >>");

        assertThatThrownBy(() -> codes(wide)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void a_file_under_a_password_is_encrypted() throws IOException {
        assertThat(codes(encrypted("owner", "user"))).isEqualTo("encrypted");
    }

    @Test
    void a_file_that_opens_without_a_password_is_looked_into() throws IOException {
        assertThat(codes(encrypted("owner", ""))).isEqualTo("pdf-open-action");
    }

    private static byte[] encrypted(String owner, String user) throws IOException {
        try (PDDocument document =
                org.apache.pdfbox.Loader.loadPDF(
                        pdf().catalog("/OpenAction << /S /URI /URI (https://a.example) >>")
                                .bytes())) {
            document.addPage(new PDPage());
            var policy = new StandardProtectionPolicy(owner, user, new AccessPermission());
            policy.setEncryptionKeyLength(256);
            document.protect(policy);
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    @Test
    void of_a_large_file_little_is_read() {
        // Given 25 MB: 120 scanned pages with a link each
        TestPdf pdf = pdf();
        var kids = new StringBuilder();
        for (int page = 0; page < 120; page++) {
            int number = 4 + 3 * page;
            kids.append(number).append(" 0 R ");
            pdf.object(
                    "<< /Type /Page /Contents %d 0 R /Annots [%d 0 R] >>"
                            .formatted(number + 1, number + 2));
            pdf.object("<< /Length 219000 >>\nstream\n" + "x".repeat(219_000) + "\nendstream");
            pdf.object("<< /Subtype /Link /A << /S /URI /URI (https://a.example) >> >>");
        }
        byte[] bytes = pdf.kids(kids.toString()).bytes();
        Content content = content(bytes);

        // When
        look(content);

        // Then
        assertThat(bytes.length).isGreaterThan(25 << 20);
        assertThat(content.bytesRead()).isLessThan(512 << 10);
    }

    @Test
    void nothing_is_noticed_in_the_sample() {
        assertThat(codes(SampleFiles.pdf().bytes())).isEmpty();
        assertThat(codes(SampleFiles.pdf().ofSize(300_000).bytes())).isEmpty();
    }

    @Test
    void what_stands_behind_the_end_is_no_matter() {
        assertThat(codes(join(pdf().bytes(), latin1("\n\n\0\0")))).isEmpty();
    }

    @Test
    void pdfbox_logs_where_the_product_does() {
        assertThat(LogFactory.getFactory()).isInstanceOf(Slf4jLogFactory.class);
    }

    private static String codes(byte[] bytes) {
        return String.join(
                " ",
                look(content(bytes)).stream().map(finding -> finding.code().wireName()).toList());
    }

    private static List<Finding> look(Content content) {
        List<Finding> findings = new ArrayList<>();
        new PdfCheck()
                .look(
                        content,
                        Detected.type("application/pdf"),
                        (code, detail) -> findings.add(new Finding(code, detail)));
        return findings;
    }
}
