package io.attachrelay.sender.convert.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.sender.convert.program.ProgramResult.Ended;
import io.attachrelay.settings.ConversionSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramBoxTest {

    /** Lives long, with a child that has the mark as well. */
    private static final String TWO_THAT_HANG =
            "sh -c 'sleep 3600; : ' \"$2\" & echo here; sleep 3600";

    @TempDir private Path folder;
    @TempDir private Path elsewhere;
    private BoxStage stage;

    @BeforeEach
    void open() throws Exception {
        stage = new BoxStage(folder);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void what_a_program_says_and_how_it_ends_is_told() throws Exception {
        // When
        ProgramResult result = stage.run("echo good; echo bad >&2; exit 7");

        // Then
        assertThat(result).isEqualTo(new Ended(7, "good\n", "bad\n"));
    }

    @Test
    void a_program_reaches_no_network_not_even_the_machines_own() throws Exception {
        try (var server = ServerSocketChannel.open()) {
            // Given
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            server.configureBlocking(false);
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            String connect = "exec bash -c 'exec 3<>/dev/tcp/127.0.0.1/%d'".formatted(port);

            // When
            ProgramResult inside = stage.run(connect);

            // Then
            assertThat(inside).isInstanceOf(Ended.class);
            assertThat(((Ended) inside).code()).isNotZero();
            assertThat(server.accept()).isNull();

            // And outside of the box the same succeeds
            Process outside = new ProcessBuilder("sh", "-c", connect).start();
            assertThat(outside.waitFor()).isZero();
            assertThat(server.accept()).isNotNull();
        }
    }

    @Test
    void a_program_sees_no_files_but_what_is_installed_and_its_own() throws Exception {
        // Given
        Path secret = Files.writeString(elsewhere.resolve("secret"), "hidden");
        elsewhere.toFile().setReadable(true, false);

        // When
        ProgramResult reading = stage.run("cat " + secret);
        ProgramResult users = stage.run("cat /etc/passwd");
        ProgramResult writing = stage.run("echo x > " + elsewhere.resolve("new"));
        ProgramResult installing = stage.run("echo x > /usr/bin/new");
        ProgramResult own = stage.run("echo mine > $1/own && cat own");

        // Then
        assertThat(List.of(reading, users, writing, installing))
                .allSatisfy(it -> assertThat(((Ended) it).code()).isNotZero());
        assertThat(elsewhere.resolve("new")).doesNotExist();
        assertThat(own).isEqualTo(new Ended(0, "mine\n", ""));
        assertThat(folder.resolve("own")).hasContent("mine");
    }

    @Test
    void a_folder_may_lie_deep_in_others_and_nothing_beside_it_can_be_written_to()
            throws Exception {
        // Given
        Path deep = Files.createDirectories(folder.resolve("a/b/c"));
        stage.box().give(deep);
        var program =
                new BoxedProgram(
                        Path.of("/bin/sh"),
                        List.of("-c", "echo x > own; ls -A ..; echo x > ../new; echo x > /tmp/new"),
                        deep,
                        BoxStage.within(Duration.ofSeconds(60)));

        // When
        ProgramResult result = stage.box().run(program);

        // Then
        assertThat(deep.resolve("own")).exists();
        assertThat(((Ended) result).output()).isEqualTo("c\n");
        assertThat(((Ended) result).complaints().lines()).hasSize(2);
        assertThat(deep.resolveSibling("new")).doesNotExist();
        assertThat(Path.of("/tmp/new")).doesNotExist();
    }

    @Test
    void a_program_is_not_root_and_sees_no_other_processes() throws Exception {
        // When
        ProgramResult result =
                stage.run("id -u; ls /proc | grep -c '^[0-9]'; grep NoNewPrivs /proc/self/status");

        // Then
        List<String> lines = ((Ended) result).output().lines().toList();
        assertThat(lines.get(0)).isNotEqualTo("0");
        assertThat(Integer.parseInt(lines.get(1))).isLessThan(10);
        assertThat(lines.get(2)).endsWith("1");
    }

    @Test
    void a_program_gets_few_variables_and_an_empty_input() throws Exception {
        // When
        ProgramResult result = stage.run("env | cut -d= -f1 | sort | tr '\\n' ' '; wc -c");

        // Then
        assertThat(result).isEqualTo(new Ended(0, "HOME LANG PATH PWD TMPDIR 0\n", ""));
    }

    @Test
    void a_program_that_wants_too_much_memory_does_not_get_it() throws Exception {
        // When
        ProgramResult modest = stage.run("head -c 50000000 /dev/zero | tail -c 50000000 | wc -c");
        ProgramResult greedy = stage.run("head -c 400000000 /dev/zero | tail -c 400000000 | wc -c");

        // Then
        assertThat(((Ended) modest).output()).isEqualTo("50000000\n");
        assertThat(((Ended) greedy).output()).isEqualTo("0\n");
    }

    @Test
    void a_program_can_write_no_larger_file_than_it_may() throws Exception {
        // When
        ProgramResult result = stage.run("head -c 5000000 /dev/zero > $1/large");

        // Then
        assertThat(((Ended) result).code()).isNotZero();
        assertThat(folder.resolve("large")).hasSize(4 << 20);
    }

    @Test
    void of_a_flood_of_output_the_begin_is_kept() throws Exception {
        // When
        ProgramResult result = stage.run("head -c 20000000 /dev/zero | tr '\\0' x");

        // Then
        assertThat(result).isEqualTo(new Ended(0, "x".repeat(64 << 10), ""));
    }

    @Test
    void a_program_that_hangs_is_ended_with_its_children() throws Exception {
        // When
        ProgramResult result =
                stage.box()
                        .run(stage.shell(TWO_THAT_HANG, BoxStage.within(Duration.ofMillis(300))));

        // Then
        assertThat(result).isEqualTo(new ProgramResult.OutOfTime());
        assertThat(stage.processes()).isZero();
    }

    @Test
    void children_that_a_program_leaves_behind_end_with_it() throws Exception {
        // When
        ProgramResult result = stage.run("setsid sh -c 'sleep 3600; : ' \"$2\" & echo done");

        // Then
        assertThat(result).isEqualTo(new Ended(0, "done\n", ""));
        await().until(() -> stage.processes() == 0);
    }

    @Test
    void an_interrupted_wait_leaves_nothing_running() throws Exception {
        // Given
        Thread waiting =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                stage.run(TWO_THAT_HANG);
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            }
                        });
        await().until(() -> stage.processes() > 0);

        // When
        waiting.interrupt();
        waiting.join();

        // Then
        assertThat(stage.processes()).isZero();
    }

    @Test
    void a_program_outlives_the_thread_that_asked_for_it() throws Exception {
        // Given
        var started = new RunningProgram[1];
        var program = stage.shell("while [ ! -e $1/go ]; do sleep 0.02; done; echo went");
        Thread asking = Thread.ofPlatform().start(() -> started[0] = start(program));
        asking.join();

        // When
        Files.writeString(folder.resolve("go"), "");

        // Then
        assertThat(started[0].await(Duration.ofSeconds(60))).isEqualTo(new Ended(0, "went\n", ""));
    }

    private RunningProgram start(BoxedProgram program) {
        try {
            return stage.box().start(program);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void all_programs_end_with_their_box() throws Exception {
        // Given
        RunningProgram running = stage.box().start(stage.shell(TWO_THAT_HANG));
        await().until(() -> stage.processes() > 1);

        // When
        stage.box().close();

        // Then
        assertThat(running.await(Duration.ofSeconds(60))).isInstanceOf(Ended.class);
        await().until(() -> stage.processes() == 0);
    }

    @Test
    void all_programs_end_when_this_process_is_killed() throws Exception {
        // Given
        Process jvm = BoxedSleeper.start(folder);
        String mark = jvm.inputReader().readLine();
        long before = BoxStage.marked(mark);

        // When
        jvm.destroyForcibly().waitFor();

        // Then
        assertThat(before).isGreaterThan(1);
        await().until(() -> BoxStage.marked(mark) == 0);
    }

    @Test
    void without_bubblewrap_nothing_runs_and_it_is_said() throws Exception {
        // Given
        for (String name : List.of("prlimit", "setpriv", "true", "sh")) {
            Files.createSymbolicLink(elsewhere.resolve(name), Path.of("/usr/bin", name));
        }
        ConversionSettings all = ConversionSettings.DEFAULT;
        var settings =
                new ConversionSettings(
                        1, all.timeLimit(), all.memoryLimit(), true, List.of(elsewhere));

        // When
        try (ProgramBox box = ProgramBox.here(settings)) {
            ProgramResult result = box.run(stage.shell("echo ran"));

            // Then
            assertThat(box.lacking().orElseThrow())
                    .contains("Debian: bubblewrap", "network and files");
            assertThat(result).isInstanceOf(ProgramResult.NotStarted.class);
        }
    }

    @Test
    void a_link_that_a_program_leaves_is_no_file() throws Exception {
        // When
        stage.run("echo x > file; ln -s /etc/passwd link; mkfifo pipe");

        // Then
        assertThat(ProgramBox.isFile(folder.resolve("file"))).isTrue();
        assertThat(ProgramBox.isFile(folder.resolve("link"))).isFalse();
        assertThat(ProgramBox.isFile(folder.resolve("pipe"))).isFalse();
        assertThat(ProgramBox.isFile(folder.resolve("nothing"))).isFalse();
    }

    @Test
    void what_is_installed_is_found_and_tells_its_version() {
        // When
        Optional<Path> shell = stage.box().find("bash");
        Optional<Path> nothing = stage.box().find("no-such-program");

        // Then
        assertThat(nothing).isEmpty();
        assertThat(stage.box().version(shell.orElseThrow(), "--version").toString())
                .contains("GNU bash");
        assertThat(stage.box().version(shell.orElseThrow(), "--no-such-option").toString())
                .contains("does not run");
    }
}
