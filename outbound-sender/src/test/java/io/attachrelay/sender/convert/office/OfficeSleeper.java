package io.attachrelay.sender.convert.office;

import io.attachrelay.sender.convert.ConversionRequest;
import io.attachrelay.settings.ConversionSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A JVM that converts a document and then keeps its LibreOffice until it is killed. */
final class OfficeSleeper {

    private OfficeSleeper() {}

    static Process start(Path docx) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        // What a killed process leaves there is the test's to remove.
                        "-Djava.io.tmpdir=" + docx.getParent(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OfficeSleeper.class.getName(),
                        docx.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] args) throws Exception {
        Path docx = Path.of(args[0]);
        Path folder = Files.createTempDirectory(docx.getParent(), "outcome");
        try (var office = OfficeConverter.here(ConversionSettings.DEFAULT)) {
            IO.println(
                    office.convert(
                            new ConversionRequest(
                                    docx, OfficeStage.DOCX, OfficeStage.PDF, 1 << 20, folder)));
            Thread.sleep(Duration.ofHours(1));
        }
    }
}
