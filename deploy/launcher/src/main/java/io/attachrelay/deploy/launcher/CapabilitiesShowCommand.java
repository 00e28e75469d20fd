package io.attachrelay.deploy.launcher;

import static java.util.stream.Collectors.joining;

import io.attachrelay.deploy.system.InstalledConverters;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.WireName;
import io.attachrelay.sender.channel.ChannelTable;
import io.attachrelay.sender.convert.Converters;
import io.attachrelay.settings.Settings;
import io.attachrelay.settings.rows.FileSize;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code capabilities show}: what a channel takes and shows, and where that is said. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Prints what a channel takes and shows of each kind, what is done with the rest, and"
                        + " the source and date of each.")
final class CapabilitiesShowCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private ConfigOption config;
    @Mixin private JsonOption json;

    @Parameters(paramLabel = "CHANNEL", description = "The channel, such as whatsapp.")
    private String channel;

    @Option(
            names = "--tenant",
            description = "The tenant. Default: none, so that only rows for all count.")
    private @Nullable String tenant;

    @Override
    public Integer call() {
        Settings settings = config.load();
        ChannelTable table = new SenderView(spec.commandLine(), settings, tenant).table(channel);
        try (Converters converters = InstalledConverters.open(settings.convert())) {
            List<CapabilityRecord> records =
                    Stream.of(MediaKind.values())
                            .map(kind -> CapabilityRecord.of(table, kind, converters))
                            .toList();
            PrintWriter out = spec.commandLine().getOut();
            json.print(out, records, () -> records.forEach(record -> print(record, out)));
        }
        return 0;
    }

    private static void print(CapabilityRecord record, PrintWriter out) {
        out.println(record.kind().wireName());
        line(out, "takes", words(record.takes()));
        line(out, "shows", words(record.shows()));
        line(out, "drops", words(record.drops()));
        line(out, "max", FileSize.words(record.mostBytes()));
        line(out, "into", words(record.into()));
        line(
                out,
                "otherwise",
                record.otherwise().stream().map(WireName::wireName).collect(joining(", ")));
        record.sources().stream()
                .map(cited -> cited.source() + ", " + cited.checked())
                .distinct()
                .forEach(source -> line(out, "source", source));
    }

    private static void line(PrintWriter out, String name, String words) {
        out.printf("  %-10s %s%n", name, words);
    }

    private static String words(List<?> types) {
        return types.isEmpty()
                ? "none"
                : types.stream().map(Object::toString).collect(joining(", "));
    }
}
