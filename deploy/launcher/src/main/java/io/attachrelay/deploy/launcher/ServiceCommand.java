package io.attachrelay.deploy.launcher;

import io.attachrelay.deploy.system.AttachRelay;
import io.attachrelay.deploy.system.Role;
import io.attachrelay.settings.Settings;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** One service in a process of its own, against a broker and store that others share. */
abstract class ServiceCommand implements Callable<Integer> {

    private final Role role;

    @Spec private CommandSpec spec;
    @Mixin private ConfigOption config;

    private ServiceCommand(Role role) {
        this.role = role;
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = config.load();
        Foreground foreground = new Foreground();
        AttachRelay running = foreground.closing(AttachRelay.start(settings, EnumSet.of(role)));
        Greeting.print(spec.commandLine().getOut(), settings, running);
        foreground.await();
        return 0;
    }

    /** {@code gateway}. */
    @Command(
            name = "gateway",
            mixinStandardHelpOptions = true,
            description = "Runs only the gateway: webhooks in, stored events out.")
    static final class Gateway extends ServiceCommand {
        Gateway() {
            super(Role.GATEWAY);
        }
    }

    /** {@code validator}. */
    @Command(
            name = "validator",
            mixinStandardHelpOptions = true,
            description = "Runs only the validator: the deduplicator and the inspector.")
    static final class Validator extends ServiceCommand {
        Validator() {
            super(Role.VALIDATOR);
        }
    }

    /** {@code router}. */
    @Command(
            name = "router",
            mixinStandardHelpOptions = true,
            description = "Runs only the router-notifier: verdicts to routing attributes.")
    static final class Router extends ServiceCommand {
        Router() {
            super(Role.ROUTER);
        }
    }

    /** {@code sender}. */
    @Command(
            name = "sender",
            mixinStandardHelpOptions = true,
            description = "Runs only the outbound sender: commands to uploads and messages.")
    static final class Sender extends ServiceCommand {
        Sender() {
            super(Role.SENDER);
        }
    }
}
