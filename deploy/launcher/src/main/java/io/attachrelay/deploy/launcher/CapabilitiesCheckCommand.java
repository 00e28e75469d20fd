package io.attachrelay.deploy.launcher;

import io.attachrelay.deploy.system.InstalledConverters;
import io.attachrelay.model.Origin;
import io.attachrelay.model.Verdict;
import io.attachrelay.sender.channel.ChannelTable;
import io.attachrelay.sender.channel.Decider;
import io.attachrelay.sender.channel.FileTraits;
import io.attachrelay.sender.convert.Converters;
import io.attachrelay.settings.Settings;
import io.attachrelay.validator.inspect.CheckedFile;
import io.attachrelay.validator.inspect.Policies;
import io.attachrelay.validator.inspect.PolicyCheck;
import java.io.IOException;
import java.nio.file.Files;
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

/** {@code capabilities check}: what would be done with files on a channel. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Tells what would be done with files on a channel: sent as they are, converted, sent"
                        + " in another way, or not sent. Nothing is sent or converted. Exit code 0"
                        + " whatever the answers.")
final class CapabilitiesCheckCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private ConfigOption config;
    @Mixin private JsonOption json;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The files.")
    private List<String> files;

    @Option(
            names = "--channel",
            description = "The channel, such as whatsapp. Default: the tenant's, else web.")
    private @Nullable String channel;

    @Option(
            names = "--tenant",
            description = "The tenant. Default: none, so that only rows for all count.")
    private @Nullable String tenant;

    @Override
    public Integer call() {
        Settings settings = config.load();
        var view = new SenderView(spec.commandLine(), settings, tenant);
        ChannelTable table = view.table(channel);
        String judgedFor = view.usualChannel();
        var check =
                Policies.check(settings, Policies.of(settings), tenant, judgedFor, Origin.SERVICE);
        try (Converters converters = InstalledConverters.open(settings.convert())) {
            var decider = new Decider(converters, view.links());
            for (String file : files) {
                print(forecast(file, table, check, judgedFor, decider));
            }
        }
        return 0;
    }

    private SendingForecast forecast(
            String file, ChannelTable table, PolicyCheck check, String judgedFor, Decider decider) {
        try {
            Path path = Path.of(file);
            CheckedFile checked = check.check(path, null);
            long size = Files.size(path);
            Verdict verdict = checked.on(judgedFor).verdict();
            if (!(verdict instanceof Verdict.Accepted accepted)) {
                return SendingForecast.notAccepted(file, table.channel(), checked, size, verdict);
            }
            var decision = decider.decide(table, FileTraits.of(accepted, size));
            return SendingForecast.of(file, table.channel(), checked, size, decision);
        } catch (IOException | InvalidPathException e) {
            String why = UnopenedFile.words(e);
            spec.commandLine().getErr().println("attachrelay: " + file + ": " + why);
            spec.commandLine().getErr().flush();
            return SendingForecast.unreadable(file, table.channel(), why);
        }
    }

    private void print(SendingForecast forecast) {
        var out = spec.commandLine().getOut();
        json.print(out, forecast, () -> out.println(forecast.words()));
    }
}
