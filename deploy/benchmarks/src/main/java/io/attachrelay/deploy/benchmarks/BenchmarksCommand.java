package io.attachrelay.deploy.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line as a whole. */
@Command(
        name = "benchmarks",
        description =
                "Measures AttachRelay beside what this machine can do and beside what a user would"
                        + " write instead.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            IngestCommand.class,
            FairnessCommand.class,
            VerdictsCommand.class,
            CallsCommand.class,
            DedupCommand.class
        })
final class BenchmarksCommand implements Runnable {

    @Spec private CommandSpec spec;

    static CommandLine commandLine() {
        return new CommandLine(new BenchmarksCommand()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }
}
