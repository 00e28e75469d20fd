package io.attachrelay.sender.convert.office;

import io.attachrelay.sender.convert.Conversion;
import io.attachrelay.sender.convert.ConversionRequest;
import io.attachrelay.sender.convert.program.ProgramBox;
import io.attachrelay.sender.convert.program.ProgramLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One document's way through LibreOffice: in, opened, written as fine as it may be, out.
 *
 * @param box that LibreOffice runs in
 * @param limits what it may take there
 */
record OfficeWork(
        ConversionRequest request, OfficeFormat format, ProgramBox box, ProgramLimits limits)
        implements OfficeProcess.Question<Conversion> {

    private static final String PDF = "converted.pdf";

    @Override
    public Conversion in(Path folder, OfficeSession session) throws IOException {
        Path pdf = folder.resolve(PDF);
        Path source = box.bring(request.source(), folder, "source");
        try (OfficeDocument document = session.open(source, format)) {
            return written(document, pdf);
        } catch (NotOpenedException e) {
            return new Conversion.Impossible(String.valueOf(e.getMessage()));
        } finally {
            Files.deleteIfExists(source);
            Files.deleteIfExists(pdf);
        }
    }

    private Conversion written(OfficeDocument document, Path pdf) throws IOException {
        long bytes = 0;
        for (PdfQuality quality : PdfQuality.values()) {
            Files.deleteIfExists(pdf);
            try {
                document.writePdf(pdf, quality);
            } catch (com.sun.star.io.IOException _) {
                // Coarser pictures might need less memory, and nobody would know why they came.
                return new Conversion.Impossible(
                        "LibreOffice can't write it as a PDF, as a rule for want of memory: it may"
                                + " take "
                                + limits.memoryWords());
            }
            bytes = Files.size(pdf);
            if (bytes <= request.mostBytes()) {
                return kept(pdf);
            }
        }
        return new Conversion.Impossible(
                "as a PDF it has %d bytes even with coarse pictures, of %d allowed"
                        .formatted(bytes, request.mostBytes()));
    }

    private Conversion kept(Path pdf) throws IOException {
        Path outcome = request.folder().resolve(PDF);
        Files.move(pdf, outcome);
        // Looked at only where the process can't exchange it any more.
        return ProgramBox.isFile(outcome)
                ? new Conversion.Converted(outcome, request.targetType())
                : new Conversion.Impossible("LibreOffice left no file");
    }
}
