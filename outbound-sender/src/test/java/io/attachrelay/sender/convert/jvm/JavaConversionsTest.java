package io.attachrelay.sender.convert.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.ChildProcess;
import io.attachrelay.sender.convert.Conversion;
import io.attachrelay.sender.convert.ConversionRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaConversionsTest {

    private static final Limits LIMITS = new Limits(32L << 20, Duration.ofSeconds(2), 2);

    // Of a Java process on a machine that is busy.
    private static final Duration START = Duration.ofSeconds(60);

    @TempDir Path folder;

    private final JavaConversions conversions = new JavaConversions(OddJob.class, LIMITS);

    @AfterEach
    void close() {
        conversions.close();
    }

    @ParameterizedTest
    @CsvSource({
        "refuse, a reason in words",
        "throw, the file is damaged or of an unusual kind: java.lang.ArrayIndexOutOfBoundsException",
        "flood, the file takes more than 32 MB of memory to be converted",
        "loop, the file takes more than 2 s to be converted",
        "recurse, the file nests too deeply",
        "crash, the file crashes what is to convert it",
        "large, 'it has 2000 bytes once it is converted, more than 1000'"
    })
    void whatever_a_file_does_to_its_parser_is_told_in_words(String deed, String words)
            throws Exception {
        assertThat(conversion(deed)).isEqualTo(new Conversion.Impossible(words));
    }

    @Test
    void what_lies_not_in_the_file_may_be_tried_again() throws Exception {
        assertThat(conversion("full disk"))
                .isEqualTo(
                        new Conversion.TryAgain(
                                "java.io.UncheckedIOException: java.io.IOException: No space left"));
        assertThat(conversion("exit"))
                .isEqualTo(new Conversion.TryAgain("the conversion's process ended with 1"));
    }

    @Test
    void what_is_made_is_given() throws Exception {
        assertThat(conversion("make"))
                .isInstanceOfSatisfying(
                        Conversion.Converted.class,
                        made -> assertThat(made.file()).hasContent("made"));
    }

    @Test
    void nothing_is_left_running_when_it_is_interrupted_or_closed() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // Given
            Future<Conversion> interrupted = threads.submit(() -> conversion("wait"));
            Future<Conversion> closed = threads.submit(() -> conversion("wait"));
            await().atMost(START).until(() -> waiting().size() == 2);

            // When
            interrupted.cancel(true);
            await().atMost(START).until(() -> waiting().size() == 1);
            conversions.close();

            // Then
            assertThat(closed.get()).isInstanceOf(Conversion.TryAgain.class);
            assertThat(waiting()).isEmpty();
            assertThatThrownBy(interrupted::get).isNotNull();
        }
    }

    @Test
    void nothing_is_left_running_when_we_are_killed() throws Exception {
        // Given
        Files.writeString(folder.resolve("deed"), "wait");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var line =
                List.of(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        OddStarter.class.getName(),
                        folder.toString());
        ChildProcess starter = ChildProcess.start(line, Map.of(), folder.resolve("starter.log"));
        await().atMost(START).until(() -> jobs() == 1);

        // When
        starter.kill();

        // Then
        await().atMost(START).until(() -> jobs() == 0);
    }

    private long jobs() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains("-Djava.io.tmpdir=" + folder))
                .count();
    }

    private Conversion conversion(String deed) throws IOException, InterruptedException {
        Path request = Files.createTempDirectory(folder, "request");
        Path source = Files.writeString(folder.resolve(request.getFileName() + ".in"), deed);
        return conversions.convert(
                new ConversionRequest(source, "text/plain", "text/plain", 1_000, request));
    }

    private List<ProcessHandle> waiting() {
        try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
            return children.filter(ProcessHandle::isAlive)
                    .filter(child ->
                            child.info().commandLine().orElse("").contains(folder.toString()))
                    .toList();
        }
    }
}
