package io.attachrelay.deploy.launcher;

import io.attachrelay.deploy.system.AttachRelay;
import io.attachrelay.deploy.system.Role;
import io.attachrelay.settings.Settings;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code up}: all services in one process, with an embedded broker where none is configured. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Runs all services in one process. Without kafka.bootstrap-servers it starts a real broker of its own under",
            "data-dir, without a store it keeps files there. Ends on Ctrl-C."
        })
final class UpCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private ConfigOption config;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = config.load();
        Foreground foreground = new Foreground();
        PrintWriter out = spec.commandLine().getOut();
        AttachRelay running =
                foreground.closing(AttachRelay.up(settings, EnumSet.allOf(Role.class)));
        Greeting.print(out, settings, running);
        foreground.await();
        return 0;
    }
}
