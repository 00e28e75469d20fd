package io.attachrelay.deploy.launcher;

import io.attachrelay.deploy.quarantine.QuarantineOffice;
import io.attachrelay.deploy.quarantine.QuarantinedFile;
import io.attachrelay.settings.Settings;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code quarantine list}: what is there. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the files in quarantine.")
final class QuarantineListCommand extends QuarantineOfficeCommand {

    @Option(names = "--tenant", description = "Only this tenant's. Default: all tenants'.")
    private @Nullable String tenant;

    @Override
    Consumer<QuarantineOffice> task(Settings settings) {
        List<String> tenants = tenants(settings);
        return office -> {
            List<QuarantinedFile> files = office.list(tenants);
            PrintWriter out = spec.commandLine().getOut();
            json.print(out, files, () -> print(out, files));
        };
    }

    private List<String> tenants(Settings settings) {
        if (tenant == null) {
            return settings.tenants().keySet().stream().sorted().toList();
        }
        return List.of(TenantOption.settingsOf(tenant, spec.commandLine(), settings).name());
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
