package io.attachrelay.deploy.launcher;

import io.attachrelay.deploy.quarantine.QuarantineDesk;
import io.attachrelay.deploy.quarantine.QuarantinedFile;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.ObjectStores;
import io.attachrelay.settings.Settings;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code quarantine show}: all that is known of one file. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Shows a file that went to quarantine, also if it was released or deleted since."
                        + " Needs no broker.")
final class QuarantineShowCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private ConfigOption config;
    @Mixin private JsonOption json;
    @Mixin private StoredFile file;

    @Override
    public Integer call() {
        ObjectKey key = file.key(spec.commandLine());
        Settings settings = config.load();
        try (var store = ObjectStores.open(settings.store(), Clock.systemUTC())) {
            QuarantinedFile shown = new QuarantineDesk(store).show(key);
            PrintWriter out = spec.commandLine().getOut();
            json.print(out, shown, () -> print(out, shown));
        }
        return 0;
    }

    static void print(PrintWriter out, QuarantinedFile file) {
        out.println(file.objectKey());
        out.println("  bytes        " + file.bytes() + ", " + file.sizeBytes());
        out.println("  sha-256      " + file.sha256());
        out.println("  verdict      " + file.verdict() + reason(file));
        out.println("  type         " + orNone(file.detectedType()));
        out.println("  name         " + orNone(file.fileName()));
        file.findings().forEach(finding -> out.println("  noticed      " + finding));
        out.println("  conversation " + file.conversationId() + ", " + file.channel());
        out.println("  message      " + file.messageId());
        out.println("  since        " + file.since());
    }

    private static String reason(QuarantinedFile file) {
        return file.reason() == null
                ? ", custody " + file.custody().wireName()
                : ", " + file.reason().wireName();
    }

    private static String orNone(@Nullable String text) {
        return text == null ? "none" : text;
    }
}
