package io.attachrelay.deploy.benchmarks;

/** Starts the benchmarks. */
public final class Main {

    private Main() {}

    /**
     * @param args see {@code --help}; the exit code is 0 for measured, whatever was found, 1 for
     *     failed, 2 for wrong usage
     */
    public static void main(String[] args) {
        System.exit(BenchmarksCommand.commandLine().execute(args));
    }
}
