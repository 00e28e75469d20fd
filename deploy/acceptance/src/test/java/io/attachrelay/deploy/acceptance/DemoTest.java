package io.attachrelay.deploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a person starts it, with a temporary folder of its own. */
@Timeout(600)
@Order(4)
class DemoTest {

    // It takes 10 s alone on a machine, and its own patience with each case ends earlier.
    private static final Duration LIMIT = Duration.ofSeconds(280);

    @TempDir Path scratch;
    @TempDir Path elsewhere;
    private Path output;
    private ChildProcess demo;

    @BeforeEach
    void start_demo() throws IOException {
        output = elsewhere.resolve("output");
        List<String> command =
                JavaCommand.attachrelay(List.of("-Djava.io.tmpdir=" + scratch), List.of("demo"));
        demo = ChildProcess.start(command, Map.of(), output);
    }

    @AfterEach
    void end_demo() {
        demo.kill();
    }

    @Test
    void every_case_of_the_demo_holds_and_it_leaves_nothing_behind() {
        // Given the demo and its broker, which both name the folder on their command lines
        boolean bothSeen = demo.await(() -> processesThatNameTheFolder() == 2, LIMIT);

        // When it runs to its end
        demo.await(() -> false, LIMIT);

        // Then
        assertThat(demo.isAlive()).describedAs(printed() + demo.quoteLog()).isFalse();
        assertThat(demo.exitCode()).describedAs(demo.quoteLog()).isZero();
        assertThat(printed().lines().filter(line -> line.matches("  (ok|FAILED) .*")))
                .hasSizeGreaterThan(10)
                .allMatch(line -> line.startsWith("  ok "));
        assertThat(printed()).contains(" held, 0 failed");
        assertThat(bothSeen).isTrue();
        assertThat(processesThatNameTheFolder()).isZero();
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void a_demo_that_is_told_to_stop_leaves_nothing_behind() {
        // Given a demo that is at work on its cases
        demo.await(() -> printed().contains("  ok "), LIMIT);

        // When
        int exitCode = demo.stop();

        // Then 143 is the signal's own, and 137 would mean that it had to be killed
        assertThat(exitCode).describedAs(demo.quoteLog()).isEqualTo(143);
        assertThat(processesThatNameTheFolder()).isZero();
        assertThat(scratch).isEmptyDirectory();
    }

    private String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long processesThatNameTheFolder() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.map(p -> p.info().commandLine().orElse(""))
                    .filter(line -> line.contains(scratch.toString()))
                    .count();
        }
    }
}
