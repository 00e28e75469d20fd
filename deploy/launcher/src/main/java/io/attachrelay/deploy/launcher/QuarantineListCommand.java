package io.attachrelay.deploy.launcher;

import io.attachrelay.deploy.quarantine.QuarantineDesk;
import io.attachrelay.deploy.quarantine.QuarantinedFile;
import io.attachrelay.media.store.ObjectStores;
import io.attachrelay.settings.Settings;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code quarantine list}: what is there. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the files in quarantine. Needs no broker.")
final class QuarantineListCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private ConfigOption config;
    @Mixin private JsonOption json;

    @Option(names = "--tenant", description = "Only this tenant's. Default: all tenants'.")
    private @Nullable String tenant;

    @Override
    public Integer call() {
        Settings settings = config.load();
        List<String> tenants = tenants(settings);
        try (var store = ObjectStores.open(settings.store(), Clock.systemUTC())) {
            var desk = new QuarantineDesk(store);
            List<QuarantinedFile> files =
                    tenants.stream().flatMap(name -> desk.list(name).stream()).toList();
            PrintWriter out = spec.commandLine().getOut();
            json.print(out, files, () -> print(out, files));
        }
        return 0;
    }

    private List<String> tenants(Settings settings) {
        if (tenant != null && !settings.tenants().containsKey(tenant)) {
            throw new ParameterException(
                    spec.commandLine(), "--tenant: the settings have no tenant '" + tenant + "'");
        }
        return tenant == null
                ? settings.tenants().keySet().stream().sorted().toList()
                : Stream.of(tenant).toList();
    }

    private static void print(PrintWriter out, List<QuarantinedFile> files) {
        for (QuarantinedFile file : files) {
            out.printf(
                    "%s %s %s %s, %d bytes, %s%n",
                    file.since(),
                    file.tenant(),
                    file.mediaId(),
                    file.reason() == null ? file.verdict() : file.reason().wireName(),
                    file.sizeBytes(),
                    file.detectedType() == null ? "unknown type" : file.detectedType());
        }
        out.println(files.size() + " files in quarantine");
    }
}
