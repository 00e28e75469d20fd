package io.attachrelay.sender.convert.office;

import static io.attachrelay.sender.convert.office.OfficeStage.DOCX;
import static io.attachrelay.sender.convert.office.OfficeStage.MB;
import static io.attachrelay.sender.convert.office.OfficeStage.PPTX;
import static io.attachrelay.sender.convert.office.OfficeStage.XLSX;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.sender.convert.Conversion;
import io.attachrelay.settings.ConversionSettings;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ResourceLock("office")
class OfficeConverterTest {

    @TempDir private static Path outcomes;
    @TempDir private Path folder;

    private static OfficeStage office;
    private static OfficeWriter writer;

    @BeforeAll
    static void open() throws Exception {
        office = new OfficeStage(outcomes, ConversionSettings.DEFAULT);
        writer = new OfficeWriter();
    }

    @AfterAll
    static void close() {
        office.close();
        writer.close();
    }

    @Test
    void a_text_becomes_a_pdf_with_its_pages() throws Exception {
        // Given
        Path file = OfficeFiles.docx(folder.resolve("a.docx"), 3);
        byte[] before = Files.readAllBytes(file);

        // When
        Path pdf = office.pdf(file, DOCX);

        // Then
        assertThat(OfficeStage.pages(pdf))
                .hasSize(3)
                .allSatisfy(page -> assertThat(page).contains("Grüße"));
        assertThat(OfficeStage.pages(pdf).getLast()).startsWith("Page 3");
        assertThat(Files.size(pdf)).isBetween(5_000L, 100_000L);
        assertThat(pdf.getParent()).isDirectoryNotContaining(it -> !it.equals(pdf));
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void a_spreadsheet_becomes_a_pdf_with_its_pages() throws Exception {
        // Given: A4 holds 54 rows
        Path file = OfficeFiles.xlsx(folder.resolve("a.xlsx"), 120);

        // When
        List<String> pages = OfficeStage.pages(office.pdf(file, XLSX));

        // Then
        assertThat(pages).hasSize(3);
        assertThat(pages.getLast()).endsWith("Row 120 120 240");
    }

    @Test
    void a_presentation_becomes_a_pdf_with_its_slides() throws Exception {
        // Given
        Path file = OfficeFiles.pptx(folder.resolve("a.pptx"), 2);

        // When
        List<String> pages = OfficeStage.pages(office.pdf(file, PPTX));

        // Then
        assertThat(pages).containsExactly("Slide 1", "Slide 2");
    }

    @ParameterizedTest
    @CsvSource({
        "DOC, application/msword, MS Word 97",
        "ODT, application/vnd.oasis.opendocument.text, writer8",
        "RTF, application/rtf, Rich Text Format",
        "XLS, application/vnd.ms-excel, MS Excel 97",
        "ODS, application/vnd.oasis.opendocument.spreadsheet, calc8",
        "PPT, application/vnd.ms-powerpoint, MS PowerPoint 97",
        "ODP, application/vnd.oasis.opendocument.presentation, impress8"
    })
    void older_and_open_formats_become_a_pdf_too(OfficeFormat format, String type, String filter)
            throws Exception {
        // Given
        Path target = folder.resolve("rewritten");
        Path file =
                switch (format) {
                    case DOC, ODT, RTF, DOCX ->
                            writer.rewritten(text(2), OfficeFormat.DOCX, target, filter);
                    case XLS, ODS, XLSX ->
                            writer.rewritten(
                                    OfficeFiles.xlsx(folder.resolve("a"), 60),
                                    OfficeFormat.XLSX,
                                    target,
                                    filter);
                    case PPT, ODP, PPTX ->
                            writer.rewritten(
                                    OfficeFiles.pptx(folder.resolve("a"), 2),
                                    OfficeFormat.PPTX,
                                    target,
                                    filter);
                };

        // When
        List<String> pages = OfficeStage.pages(office.pdf(file, type));

        // Then
        assertThat(pages).hasSize(2);
        assertThat(pages.getLast()).containsAnyOf("Page 2", "Row 60", "Slide 2");
    }

    @Test
    void a_document_reaches_neither_the_network_nor_our_files() throws Exception {
        try (var server = ServerSocketChannel.open()) {
            // Given
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            server.configureBlocking(false);
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            Path secret = folder.resolve("secret.png");
            Files.write(secret, noise(200));
            Path links =
                    OfficeFiles.docxWithLinks(
                            folder.resolve("links.docx"),
                            "http://127.0.0.1:%d/picture.png".formatted(port),
                            "file://" + secret);
            Path embedded = OfficeFiles.docxWithPicture(folder.resolve("own.docx"), noise(200));

            // When
            Path linked = office.pdf(links, DOCX);

            // Then
            assertThat(server.accept()).isNull();
            assertThat(OfficeStage.pictures(linked)).isZero();
            assertThat(OfficeStage.pages(linked).getFirst()).contains("Linked:");

            // And a picture of the document itself is there
            assertThat(OfficeStage.pictures(office.pdf(embedded, DOCX))).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.oasis.opendocument.text, writer8",
        "application/msword, MS Word 97"
    })
    void a_document_under_a_password_is_refused_with_that_reason(String type, String filter)
            throws Exception {
        // Given
        Path file = writer.locked(text(1), OfficeFormat.DOCX, folder.resolve("locked"), filter);

        // When
        String refusal = office.refusal(file, type);

        // Then
        assertThat(refusal).isEqualTo("the document is protected by a password");
    }

    @Test
    void a_document_that_is_damaged_is_refused_and_not_taken_for_text() throws Exception {
        // Given
        Path whole = OfficeFiles.docx(folder.resolve("a.docx"), 3);
        byte[] bytes = Files.readAllBytes(whole);
        Path half =
                Files.write(folder.resolve("half.docx"), Arrays.copyOf(bytes, bytes.length / 2));
        Path text = Files.writeString(folder.resolve("text.xlsx"), "no zip at all");

        // When
        List<String> refusals = List.of(office.refusal(half, DOCX), office.refusal(text, XLSX));

        // Then
        assertThat(refusals).allSatisfy(it -> assertThat(it).contains("may be damaged"));
    }

    @Test
    void too_large_a_pdf_is_made_with_coarser_pictures() throws Exception {
        // Given: 1500 x 1500 points of noise on 14 cm, which are 272 dots per inch
        Path file = OfficeFiles.docxWithPicture(folder.resolve("a.docx"), noise(1500));

        // When
        Conversion fine = office.convert(file, DOCX, 10 * MB);
        Conversion coarse = office.convert(file, DOCX, MB);
        Conversion nothing = office.convert(file, DOCX, 20_000);

        // Then
        assertThat(size(fine)).isGreaterThan(MB);
        assertThat(size(coarse)).isBetween(50_000L, MB);
        assertThat(OfficeStage.pictures(((Conversion.Converted) coarse).file())).isEqualTo(1);
        assertThat(nothing).isInstanceOf(Conversion.Impossible.class);
        assertThat(nothing.toString()).contains("of 20000 allowed");
    }

    private static long size(Conversion conversion) throws Exception {
        return Files.size(((Conversion.Converted) conversion).file());
    }

    private Path text(int pages) throws Exception {
        return OfficeFiles.docx(folder.resolve("text.docx"), pages);
    }

    private static byte[] noise(int side) throws Exception {
        var picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        var random = new Random(1);
        for (int i = 0; i < side * side; i++) {
            picture.setRGB(i % side, i / side, random.nextInt());
        }
        var png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        return png.toByteArray();
    }
}
