package io.attachrelay.deploy.launcher;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code quarantine}: files that nobody reads until an operator decides. */
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        description = "Shows files in quarantine, lets them out and deletes them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            QuarantineListCommand.class,
            QuarantineFileCommand.Show.class,
            QuarantineFileCommand.Release.class,
            QuarantineFileCommand.Delete.class
        })
final class QuarantineCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Which command: list, show, release or delete?");
    }
}
