package io.attachrelay.sender.convert.office;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.sender.convert.Availability;
import io.attachrelay.sender.convert.Conversion;
import io.attachrelay.sender.convert.ConversionRequest;
import io.attachrelay.settings.ConversionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.text.PDFTextStripper;

/** A converter with the LibreOffice of this machine, and what tests ask it. */
final class OfficeStage implements AutoCloseable {

    static final String DOCX =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    static final String PPTX =
            "application/vnd.openxmlformats-officedocument.presentationml.presentation";
    static final String PDF = "application/pdf";
    static final long MB = 1 << 20;

    private final OfficeConverter converter;
    private final Path folder;

    /**
     * @param folder for what comes out
     */
    OfficeStage(Path folder, ConversionSettings settings) {
        this.converter = OfficeConverter.here(settings);
        this.folder = folder;
        assertThat(converter.availability())
                .as(
                        "these tests need Debian's bubblewrap and libreoffice-{writer,calc,impress}-nogui")
                .isInstanceOf(Availability.Available.class);
    }

    static ConversionSettings settings(int atOnce, Duration timeLimit, long memoryLimit) {
        return new ConversionSettings(
                atOnce, timeLimit, memoryLimit, true, ConversionSettings.DEFAULT.programFolders());
    }

    Conversion convert(Path file, String type, long mostBytes)
            throws IOException, InterruptedException {
        Path outcome = Files.createTempDirectory(folder, "outcome");
        return converter.convert(new ConversionRequest(file, type, PDF, mostBytes, outcome));
    }

    /** The PDF, which must come out. */
    Path pdf(Path file, String type) throws IOException, InterruptedException {
        Conversion conversion = convert(file, type, 10 * MB);
        assertThat(conversion).isInstanceOf(Conversion.Converted.class);
        return ((Conversion.Converted) conversion).file();
    }

    /** What the converter says of a file that it can't convert. */
    String refusal(Path file, String type) throws IOException, InterruptedException {
        Conversion conversion = convert(file, type, 10 * MB);
        assertThat(conversion).isInstanceOf(Conversion.Impossible.class);
        return ((Conversion.Impossible) conversion).detail();
    }

    /** The text of each page. */
    static List<String> pages(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            var texts = new ArrayList<String>();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                var stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                texts.add(stripper.getText(document).strip());
            }
            return texts;
        }
    }

    /** How many pictures there are in all. */
    static long pictures(Path pdf) throws IOException {
        return widths(pdf).size();
    }

    /** How many pixels each picture has from left to right. */
    static List<Integer> widths(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            var widths = new ArrayList<Integer>();
            for (var page : document.getPages()) {
                for (var name : page.getResources().getXObjectNames()) {
                    if (page.getResources().getXObject(name) instanceof PDImageXObject picture) {
                        widths.add(picture.getWidth());
                    }
                }
            }
            return widths;
        }
    }

    /** The LibreOffices of this JVM. */
    static Stream<ProcessHandle> offices() {
        return ProcessHandle.current().descendants().filter(OfficeStage::isOffice);
    }

    static boolean isOffice(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("soffice.bin");
    }

    /** How many LibreOffices this JVM has. */
    static long processes() {
        return offices().count();
    }

    @Override
    public void close() {
        converter.close();
    }
}
