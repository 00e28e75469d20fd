package io.attachrelay.deploy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    private static final List<String> COMMAND = List.of("sleep", "1000");

    @TempDir Path dir;

    @Test
    void a_process_that_stands_is_killed_with_its_parent() throws Exception {
        // Given
        Process parent = parent();
        long pid = Long.parseLong(parent.inputReader().readLine());
        ProcessHandle child = ProcessHandle.of(pid).orElseThrow();

        // When
        parent.destroyForcibly().waitFor();

        // Then
        await().atMost(Duration.ofSeconds(20)).until(() -> !child.isAlive());
    }

    private Process parent() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        dir.resolve("child.log").toString())
                .start();
    }

    /** Starts a process, lets it stand, tells its id and waits for the end. */
    static final class Parent {

        private Parent() {}

        public static void main(String[] args) throws Exception {
            var child = ChildProcess.start(COMMAND, Map.of(), Path.of(args[0]));
            child.pause();
            System.out.println(child.pid());
            new CountDownLatch(1).await();
        }
    }

    @Test
    void one_that_goes_on_again_lives_on() throws Exception {
        // Given
        var child = ChildProcess.start(COMMAND, Map.of(), dir.resolve("child.log"));
        child.pause();
        child.pause();
        await().atMost(Duration.ofSeconds(20)).until(() -> guardsOf(child) == 1);

        // When
        child.resume();

        // Then
        await().atMost(Duration.ofSeconds(20)).until(() -> guardsOf(child) == 0);
        assertThat(child.isAlive()).isTrue();
        assertThat(child.kill()).isEqualTo(128 + 9);
    }

    private static long guardsOf(ChildProcess child) {
        return ProcessHandle.current()
                .children()
                .filter(p -> p.info().commandLine().orElse("").endsWith("-KILL " + child.pid()))
                .count();
    }
}
