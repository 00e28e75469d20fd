package io.attachrelay.deploy.launcher;

import io.attachrelay.settings.SettingsException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line as a whole. */
@Command(
        name = "attachrelay",
        description =
                "Moves attachments between contact-centre platforms and your systems, and loses none.",
        mixinStandardHelpOptions = true,
        version = "AttachRelay 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            ServiceCommand.Gateway.class,
            ServiceCommand.Validator.class,
            ServiceCommand.Router.class,
            ServiceCommand.Sender.class,
            TopicsCommand.class,
            ReplayCommand.class,
            LinkCommand.class,
            PolicyCommand.class,
            CapabilitiesCommand.class,
            RoutingCommand.class,
            QuarantineCommand.class,
            DoctorCommand.class
        })
final class AttachRelayCommand implements Runnable {

    @Spec private CommandSpec spec;

    static CommandLine commandLine() {
        return new CommandLine(new AttachRelayCommand())
                // A file to be checked may be called so.
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler((e, line, _) -> report(e, line));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    /**
     * What went wrong, as the person who typed the command needs it; the stack only when asked for.
     */
    private static int report(Exception e, CommandLine line) {
        line.getErr().println("attachrelay: " + messageOf(e));
        if (!(e instanceof SettingsException) && System.getenv("ATTACHRELAY_JAVA_STACK") != null) {
            e.printStackTrace(line.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String messageOf(Exception e) {
        StringBuilder text =
                new StringBuilder(e.getMessage() == null ? e.toString() : e.getMessage());
        for (Throwable cause = e.getCause();
                cause != null && cause != cause.getCause();
                cause = cause.getCause()) {
            if (cause.getMessage() != null && text.indexOf(cause.getMessage()) < 0) {
                text.append(": ").append(cause.getMessage());
            }
        }
        return text.toString();
    }
}
