package io.attachrelay.deploy.launcher;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code routing}: what flow engines are given, and why. */
@Command(
        name = "routing",
        mixinStandardHelpOptions = true,
        description = "Explains routing attributes, without a broker or a platform.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {RoutingCheckCommand.class, RoutingShowCommand.class})
final class RoutingCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command: check or show?");
    }
}
