package io.attachrelay.sender.convert.text;

import io.attachrelay.sender.convert.ConversionRequest;
import io.attachrelay.sender.convert.jvm.ImpossibleException;
import io.attachrelay.sender.convert.jvm.JobProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The inside of a process that lays out one text. */
final class PagesJob {

    // What fills the most pages has a few MB; web pages carry pictures along.
    private static final long MOST_BYTES = 32L << 20;

    private PagesJob() {}

    public static void main(String[] arguments) {
        JobProcess.run(arguments, PagesJob::make);
    }

    private static void make(ConversionRequest request, Path outcome)
            throws ImpossibleException, IOException {
        if (Files.size(request.source()) > MOST_BYTES) {
            throw new ImpossibleException(
                    "the text has more than %d MB".formatted(MOST_BYTES >> 20));
        }
        byte[] bytes = Files.readAllBytes(request.source());
        try (var fonts = Fonts.load()) {
            switch (TextKind.of(request.sourceType()).orElseThrow()) {
                case LINES -> new LinePages(fonts).write(TextBytes.decode(bytes), outcome);
                case TABLE ->
                        new WebPages(fonts).write(TablePage.of(TextBytes.decode(bytes)), outcome);
                case WEB_PAGE -> new WebPages(fonts).write(HarmlessPage.of(bytes), outcome);
            }
        }
    }
}
