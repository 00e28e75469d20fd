package io.attachrelay.deploy.launcher;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code capabilities}: what a channel would show of a file, before anything is sent. */
@Command(
        name = "capabilities",
        mixinStandardHelpOptions = true,
        description = "Tells what channels take and show, without a broker or a store.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {CapabilitiesCheckCommand.class, CapabilitiesShowCommand.class})
final class CapabilitiesCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command: check or show?");
    }
}
