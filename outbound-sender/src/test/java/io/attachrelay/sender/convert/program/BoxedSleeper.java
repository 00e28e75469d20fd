package io.attachrelay.sender.convert.program;

import java.nio.file.Path;

/** A JVM that has a program hang in its box until it is killed. */
final class BoxedSleeper {

    private BoxedSleeper() {}

    static Process start(Path folder) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BoxedSleeper.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] args) throws Exception {
        var stage = new BoxStage(Path.of(args[0]));
        RunningProgram program =
                stage.box().start(stage.shell("sh -c 'sleep 3600; : ' \"$2\" & sleep 3600"));
        while (stage.processes() < 2) {
            if (!program.isAlive()) {
                throw new IllegalStateException("it ended: " + program.complaints());
            }
        }
        IO.println(stage.mark());
        program.await(java.time.Duration.ofHours(1));
    }
}
