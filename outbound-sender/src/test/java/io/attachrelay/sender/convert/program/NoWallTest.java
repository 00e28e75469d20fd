package io.attachrelay.sender.convert.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoWallTest {

    private final Launcher launcher = new Launcher();
    private final Wall wall = new NoWall(Path.of("/usr/bin/prlimit"), Path.of("/usr/bin/setpriv"));

    @TempDir private Path folder;

    @AfterEach
    void close() {
        launcher.close();
    }

    @Test
    void limits_hold_and_children_end_without_a_wall_too() throws Exception {
        // Given
        String mark = "mark-" + UUID.randomUUID();
        var limits =
                new ProgramLimits(
                        Duration.ofMillis(300), Duration.ofSeconds(60), 64 << 20, 1 << 20);
        var program =
                new BoxedProgram(
                        Path.of("/bin/sh"),
                        List.of(
                                "-c",
                                "head -c 2000000 /dev/zero > large;"
                                        + " sh -c 'sleep 3600; : ' \"$1\" & sleep 3600",
                                "sh",
                                mark),
                        folder,
                        limits);

        // When
        ProgramResult result;
        try (RunningProgram running = launcher.start(program, wall)) {
            result = running.await(Duration.ofSeconds(1));
        }

        // Then
        assertThat(result).isEqualTo(new ProgramResult.OutOfTime());
        assertThat(folder.resolve("large")).hasSize(1 << 20);
        assertThat(BoxStage.marked(mark)).isZero();
    }
}
