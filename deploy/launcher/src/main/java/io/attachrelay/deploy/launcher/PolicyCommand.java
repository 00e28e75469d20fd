package io.attachrelay.deploy.launcher;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code policy}: what may be used, and why. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = "Explains verdicts and rules, without a broker or a store.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {PolicyCheckCommand.class, PolicyShowCommand.class})
final class PolicyCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command: check or show?");
    }
}
