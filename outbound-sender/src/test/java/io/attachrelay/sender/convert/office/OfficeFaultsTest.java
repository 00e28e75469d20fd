package io.attachrelay.sender.convert.office;

import static io.attachrelay.sender.convert.office.OfficeStage.DOCX;
import static io.attachrelay.sender.convert.office.OfficeStage.MB;
import static io.attachrelay.sender.convert.office.OfficeStage.XLSX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.attachrelay.sender.convert.Availability;
import io.attachrelay.sender.convert.Conversion;
import io.attachrelay.sender.convert.ConversionRequest;
import io.attachrelay.sender.convert.program.ProgramBox;
import io.attachrelay.sender.convert.program.ProgramLimits;
import io.attachrelay.settings.ConversionSettings;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ResourceLock("office")
class OfficeFaultsTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    // Fitting so large a picture takes LibreOffice 17 s of a processor.
    private static final Duration VERY_LONG = Duration.ofMinutes(5);
    private static final long TIGHT = 200 * MB;
    private static final Duration SHORT = Duration.ofMillis(500);

    @TempDir private Path folder;

    @Test
    void a_document_that_takes_too_long_is_refused_and_its_process_ended() throws Exception {
        // Given
        Path file = OfficeFiles.xlsx(folder.resolve("a.xlsx"), 60_000);
        try (var office = stage(1, SHORT)) {
            // When
            Conversion conversion = office.convert(file, XLSX, 100 * MB);

            // Then
            assertThat(conversion)
                    .isEqualTo(new Conversion.Impossible("LibreOffice takes longer than 500 ms"));
            assertThat(OfficeStage.processes()).isZero();
        }
    }

    @Test
    void a_process_that_hangs_after_other_documents_is_not_the_documents_fault() throws Exception {
        // Given
        Path file = OfficeFiles.docx(folder.resolve("a.docx"), 1);
        try (var office = stage(1, Duration.ofSeconds(5))) {
            office.pdf(file, DOCX);
            signal("STOP");

            // When
            Conversion conversion = office.convert(file, DOCX, MB);

            // Then
            assertThat(conversion).isInstanceOf(Conversion.TryAgain.class);
            assertThat(OfficeStage.processes()).isZero();
            assertThat(office.convert(file, DOCX, MB)).isInstanceOf(Conversion.Converted.class);
        }
    }

    @Test
    void a_process_that_dies_costs_the_document_in_it_nothing() throws Exception {
        // Given
        Path file = OfficeFiles.docx(folder.resolve("a.docx"), 1);
        try (var office = stage(1, LONG);
                ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            office.pdf(file, DOCX);
            long first = pid();
            signal("STOP");
            Future<Conversion> conversion = others.submit(() -> office.convert(file, DOCX, MB));
            await().until(() -> isHandedOver());

            // When
            signal("KILL");

            // Then
            assertThat(conversion.get()).isInstanceOf(Conversion.Converted.class);
            assertThat(pid()).isNotEqualTo(first);
        }
    }

    @Test
    void a_process_that_died_while_it_waited_is_replaced() throws Exception {
        // Given
        Path file = OfficeFiles.docx(folder.resolve("a.docx"), 1);
        try (var office = stage(1, LONG)) {
            office.pdf(file, DOCX);
            signal("KILL");
            await().until(() -> OfficeStage.processes() == 0);

            // When
            Conversion conversion = office.convert(file, DOCX, MB);

            // Then
            assertThat(conversion).isInstanceOf(Conversion.Converted.class);
        }
    }

    @Test
    void an_interrupted_conversion_leaves_no_process() throws Exception {
        // Given
        Path file = OfficeFiles.docx(folder.resolve("a.docx"), 1);
        try (var office = stage(1, LONG)) {
            office.pdf(file, DOCX);
            signal("STOP");
            var outcome = new CompletableFuture<Conversion>();
            Thread converting =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    outcome.complete(office.convert(file, DOCX, MB));
                                } catch (Exception e) {
                                    outcome.completeExceptionally(e);
                                }
                            });
            await().until(() -> isHandedOver());

            // When
            converting.interrupt();

            // Then
            assertThatThrownBy(outcome::get).hasCauseInstanceOf(InterruptedException.class);
            assertThat(OfficeStage.processes()).isZero();
        }
    }

    @Test
    void a_document_that_wants_too_much_memory_ends_in_words_about_that() throws Exception {
        // Given: 100 million pixels, for which LibreOffice takes some 170 MB while it writes
        Path large = OfficeFiles.docxWithPicture(folder.resolve("a.docx"), blackPng(10_000));
        Path small = OfficeFiles.docx(folder.resolve("b.docx"), 1);
        try (var ample = stage(1, VERY_LONG);
                var tight = new OfficeStage(folder, OfficeStage.settings(1, LONG, TIGHT))) {
            // When
            Path within = ample.pdf(large, DOCX);
            String beyond = tight.refusal(large, DOCX);

            // Then: 300 dots per inch on 14 cm; and the next document finds room
            assertThat(OfficeStage.widths(within)).containsExactly(1_653);
            assertThat(beyond).contains("want of memory", (TIGHT >> 20) + " MB of memory");
            assertThat(tight.convert(small, DOCX, MB)).isInstanceOf(Conversion.Converted.class);
        }
    }

    private static byte[] blackPng(int side) throws Exception {
        var picture = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_BINARY);
        var png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        return png.toByteArray();
    }

    @Test
    void many_documents_at_once_take_turns_at_few_processes() throws Exception {
        // Given
        Path file = OfficeFiles.docx(folder.resolve("a.docx"), 3);
        try (var office = stage(2, LONG);
                ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            List<Future<Path>> pdfs = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                pdfs.add(others.submit(() -> office.pdf(file, DOCX)));
            }

            // Then
            for (Future<Path> pdf : pdfs) {
                assertThat(OfficeStage.pages(pdf.get())).hasSize(3);
            }
            assertThat(OfficeStage.processes()).isBetween(1L, 2L);
        }
        assertThat(OfficeStage.processes()).isZero();
    }

    @Test
    void a_killed_jvm_leaves_no_process() throws Exception {
        // Given
        Process jvm = OfficeSleeper.start(OfficeFiles.docx(folder.resolve("a.docx"), 1));
        String outcome = jvm.inputReader().readLine();
        List<ProcessHandle> offices = jvm.descendants().toList();

        // When
        jvm.destroyForcibly().waitFor();

        // Then
        assertThat(outcome).startsWith("Converted");
        assertThat(offices).isNotEmpty();
        await().until(() -> offices.stream().noneMatch(ProcessHandle::isAlive));
    }

    @ParameterizedTest
    @CsvSource({
        "/usr/lib/libreoffice/program/soffice.bin, 300, does not start in time",
        "/usr/bin/false, 60000, ends with code 1"
    })
    void a_program_that_does_not_come_up_is_given_up_and_leaves_no_folder(
            Path program, long millis, String complaint) {
        // Given
        var limits = new ProgramLimits(Duration.ofMillis(millis), LONG, 200 * MB, MB);
        try (ProgramBox box = ProgramBox.here(ConversionSettings.DEFAULT)) {
            var start = new OfficeStart(program, box, folder, limits);

            // When, then
            assertThatThrownBy(() -> new OfficeProcess(start)).hasMessageContaining(complaint);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void where_libreoffice_is_missing_it_is_said_how_to_get_it() throws Exception {
        // Given
        var settings =
                new ConversionSettings(1, LONG, 200 * MB, true, List.of(Path.of("/usr/bin")));
        Path file = OfficeFiles.docx(folder.resolve("a.docx"), 1);
        try (var office = OfficeConverter.here(settings)) {
            // When
            Conversion conversion =
                    office.convert(new ConversionRequest(file, DOCX, OfficeStage.PDF, MB, folder));

            // Then
            assertThat(office.availability()).isInstanceOf(Availability.Missing.class);
            assertThat(office.availability().toString())
                    .contains("libreoffice-calc-nogui, libreoffice-impress-nogui");
            assertThat(office.knows(DOCX, OfficeStage.PDF)).isTrue();
            assertThat(office.knows(DOCX, "image/png")).isFalse();
            assertThat(office.knows("text/plain", OfficeStage.PDF)).isFalse();
            assertThat(conversion).isInstanceOf(Conversion.TryAgain.class);
        }
    }

    @Test
    void too_long_a_path_of_the_temporary_folder_is_said_at_the_start() {
        // Given
        Path folders = Path.of("/").resolve("x".repeat(OfficeStart.LONGEST_PATH));
        try (ProgramBox box = ProgramBox.here(ConversionSettings.DEFAULT)) {
            // When
            Availability availability = OfficeInstallation.here(box, folders).availability();

            // Then
            assertThat(availability.toString()).contains("more than 39 characters");
        }
    }

    private OfficeStage stage(int atOnce, Duration timeLimit) {
        long memory = ConversionSettings.DEFAULT.memoryLimit();
        return new OfficeStage(folder, OfficeStage.settings(atOnce, timeLimit, memory));
    }

    private static ProcessHandle process() {
        return OfficeStage.offices().findFirst().orElseThrow();
    }

    private static long pid() {
        return process().pid();
    }

    private static void signal(String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor())
                .isZero();
    }

    /** Whether a document lies in the process's folder. */
    private static boolean isHandedOver() throws Exception {
        String home =
                Arrays.stream(process().info().arguments().orElseThrow())
                        .filter(it -> it.startsWith("-env:OSL_SOCKET_PATH="))
                        .findFirst()
                        .orElseThrow();
        return Files.exists(Path.of(home.substring(home.indexOf('=') + 1), "source"));
    }
}
