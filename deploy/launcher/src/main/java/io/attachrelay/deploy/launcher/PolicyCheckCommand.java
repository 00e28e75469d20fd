package io.attachrelay.deploy.launcher;

import io.attachrelay.settings.Settings;
import io.attachrelay.validator.inspect.CheckedFile;
import io.attachrelay.validator.inspect.Policies;
import io.attachrelay.validator.inspect.PolicyCheck;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy check}: what the verdict on a file would be, on every channel. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Explains the verdict on files by the rules and checks of the validator. Exit code 0"
                        + " whatever the verdicts; a file that can't be opened is unreadable.")
final class PolicyCheckCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private ConfigOption config;
    @Mixin private JsonOption json;
    @Mixin private PolicyPlace place;
    @Mixin private OriginOption comes;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The files.")
    private List<String> files;

    @Option(
            names = "--declared",
            paramLabel = "TYPE",
            description = "The MIME type that the files are announced with.")
    private @Nullable String declared;

    @Override
    public Integer call() {
        Settings settings = config.load();
        InspectionPolicy policy = Policies.of(settings);
        String channel = place.channel(spec.commandLine(), settings, policy);
        var check = Policies.check(settings, policy, place.tenant(), channel, comes.origin());
        for (String file : files) {
            print(file, channel, check);
        }
        return 0;
    }

    private void print(String file, String channel, PolicyCheck check) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            CheckedFile checked = check.check(Path.of(file), declared);
            json.print(
                    out,
                    FileExplanation.of(file, channel, checked),
                    () -> new ExplanationText(file, channel, checked).print(out));
        } catch (IOException | InvalidPathException e) {
            spec.commandLine()
                    .getErr()
                    .println("attachrelay: " + file + ": " + UnopenedFile.words(e));
            spec.commandLine().getErr().flush();
            json.print(
                    out,
                    FileExplanation.unreadable(file, check.channels()),
                    () -> out.println(file + ": unreadable, it can't be opened"));
        }
    }
}
