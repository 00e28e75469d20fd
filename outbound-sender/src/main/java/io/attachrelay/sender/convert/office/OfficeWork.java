package io.attachrelay.sender.convert.office;

import io.attachrelay.sender.convert.Conversion;
import io.attachrelay.sender.convert.ConversionRequest;
import io.attachrelay.sender.convert.program.ProgramBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One document's way through LibreOffice: in, opened, written as fine as it may be, out.
 *
 * @param box that LibreOffice runs in
 */
record OfficeWork(ConversionRequest request, OfficeFormat format, ProgramBox box)
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
        String reason = "";
        for (PdfQuality quality : PdfQuality.values()) {
            Files.deleteIfExists(pdf);
            try {
                document.writePdf(pdf, quality);
                if (Files.size(pdf) <= request.mostBytes()) {
                    return kept(pdf);
                }
                reason = tooLarge(Files.size(pdf));
            } catch (com.sun.star.io.IOException e) {
                reason = "LibreOffice can't make a PDF of it: " + e.getMessage();
            }
        }
        return new Conversion.Impossible(reason);
    }

    private String tooLarge(long bytes) {
        return "as a PDF it has %d bytes even with coarse pictures, of %d allowed"
                .formatted(bytes, request.mostBytes());
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
