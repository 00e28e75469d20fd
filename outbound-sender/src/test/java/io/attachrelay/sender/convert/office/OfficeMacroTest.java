package io.attachrelay.sender.convert.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.star.document.MacroExecMode;
import io.attachrelay.sender.convert.office.OfficeSession.Opening;
import io.attachrelay.sender.convert.program.ProgramBox;
import io.attachrelay.sender.convert.program.ProgramLimits;
import io.attachrelay.settings.ConversionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A macro that adds a line to its document's text when that is opened. LibreOffice starts such ones
 * for documents with a window only, so these have one, unlike those that are converted.
 */
@ResourceLock("office")
class OfficeMacroTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String LINE = "macro ran";
    private static final Opening AS_IN_A_CONVERSION = new Opening(false, Opening.HARMLESS.macros());
    private static final Opening MACROS_ALLOWED =
            new Opening(false, MacroExecMode.ALWAYS_EXECUTE_NO_WARN);

    @TempDir private Path folder;

    private final ProgramBox box = ProgramBox.here(ConversionSettings.DEFAULT);
    private OfficeProcess office;
    private Path odt;

    @BeforeEach
    void open() throws Exception {
        try (var writer = new OfficeWriter()) {
            Path docx = OfficeFiles.docx(folder.resolve("a.docx"), 1);
            odt =
                    withMacro(
                            writer.rewritten(
                                    docx, OfficeFormat.DOCX, folder.resolve("a.odt"), "writer8"));
        }
        var limits = new ProgramLimits(LIMIT, LIMIT, 1 << 30, 64 << 20);
        Path soffice = OfficeInstallation.here(box, Path.of("/tmp")).soffice();
        office = new OfficeProcess(new OfficeStart(soffice, box, Path.of("/tmp"), limits));
    }

    @AfterEach
    void close() {
        office.close();
        box.close();
    }

    @Test
    void a_macro_runs_neither_by_the_way_of_opening_nor_by_the_profile() throws Exception {
        boolean ran =
                office.ask(
                        (place, session) -> {
                            Path source = box.bring(odt, place, "source");
                            // Given: the profile's settings alone
                            try (var first = opened(session, source, MACROS_ALLOWED)) {
                                // And the way of opening alone
                                LaxProfile.of(place);
                                try (var second = opened(session, source, AS_IN_A_CONVERSION);
                                        var control = opened(session, source, MACROS_ALLOWED)) {
                                    // When: LibreOffice comes to them one after another
                                    await().pollInSameThread()
                                            .until(() -> text(control, place).contains(LINE));

                                    // Then
                                    return text(first, place).contains(LINE)
                                            || text(second, place).contains(LINE);
                                }
                            }
                        },
                        LIMIT);

        assertThat(ran).isFalse();
    }

    private static OfficeDocument opened(OfficeSession session, Path source, Opening opening)
            throws IOException {
        try {
            return session.open(source, OfficeFormat.ODT, opening);
        } catch (NotOpenedException e) {
            throw new IOException(e);
        }
    }

    private static String text(OfficeDocument document, Path place) throws IOException {
        Path pdf = place.resolve("text.pdf");
        try {
            document.writePdf(pdf, PdfQuality.FINE);
            return String.join("\n", OfficeStage.pages(pdf));
        } catch (com.sun.star.io.IOException e) {
            throw new IOException(e);
        } finally {
            Files.deleteIfExists(pdf);
        }
    }

    private static Path withMacro(Path odt) throws Exception {
        var parts = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipFile(odt.toFile())) {
            for (var entry : zip.stream().toList()) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        new OdtMacro(parts)
                .add(
                        "ThisComponent.Text.insertString(ThisComponent.Text.getEnd(), \"%s\","
                                        .formatted(LINE)
                                + " False)");
        return OfficeFiles.zip(odt.resolveSibling("macro.odt"), parts);
    }
}
