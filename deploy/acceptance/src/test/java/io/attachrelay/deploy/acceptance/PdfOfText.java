package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.sender.convert.Availability;
import io.attachrelay.sender.convert.Conversion;
import io.attachrelay.sender.convert.ConversionRequest;
import io.attachrelay.sender.convert.Converter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes the same PDF of any text.
 *
 * @param midst is run in the midst of each conversion
 */
record PdfOfText(Runnable midst) implements Converter {

    @Override
    public String name() {
        return "pdf-of-text";
    }

    @Override
    public Availability availability() {
        return new Availability.Available("1");
    }

    @Override
    public boolean knows(String sourceType, String targetType) {
        return sourceType.equals("text/plain") && targetType.equals("application/pdf");
    }

    @Override
    public Conversion convert(ConversionRequest request) {
        midst.run();
        try {
            Path outcome = request.folder().resolve("outcome.pdf");
            Files.write(outcome, SampleFiles.pdf().bytes());
            return new Conversion.Converted(outcome, request.targetType());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {}
}
