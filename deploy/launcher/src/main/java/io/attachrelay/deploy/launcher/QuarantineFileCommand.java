package io.attachrelay.deploy.launcher;

import io.attachrelay.deploy.quarantine.QuarantineOffice;
import io.attachrelay.deploy.quarantine.QuarantinedFile;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.settings.Settings;
import java.io.PrintWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The commands about one file in quarantine; each shows all that is known of it then. */
abstract class QuarantineFileCommand extends QuarantineOfficeCommand {

    @Mixin private StoredFile file;

    /** Takes the decision, if there is one to be taken. */
    abstract QuarantinedFile decide(QuarantineOffice office, ObjectKey key);

    @Override
    final Consumer<QuarantineOffice> task(Settings settings) {
        ObjectKey key = file.key(spec.commandLine());
        return office -> {
            QuarantinedFile decided = decide(office, key);
            PrintWriter out = spec.commandLine().getOut();
            json.print(out, decided, () -> print(out, decided));
        };
    }

    private static void print(PrintWriter out, QuarantinedFile file) {
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

    /** {@code quarantine show}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description =
                    "Shows a file that went to quarantine, also if it was released or deleted"
                            + " since.")
    static final class Show extends QuarantineFileCommand {
        @Override
        QuarantinedFile decide(QuarantineOffice office, ObjectKey key) {
            return office.show(key);
        }
    }

    /** {@code quarantine release}. */
    @Command(
            name = "release",
            mixinStandardHelpOptions = true,
            description = {
                "Lets a file out of quarantine.",
                "It is accepted, and so are the same bytes when they appear again in that tenant. Flow",
                "engine and sender go by it at once. May be repeated."
            })
    static final class Release extends QuarantineFileCommand {
        @Override
        QuarantinedFile decide(QuarantineOffice office, ObjectKey key) {
            return office.release(key);
        }
    }

    /** {@code quarantine delete}. */
    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = {
                "Deletes a file's bytes from quarantine for good.",
                "Its verdict stays, and the same bytes go to quarantine when they appear again. May be",
                "repeated."
            })
    static final class Delete extends QuarantineFileCommand {
        @Override
        QuarantinedFile decide(QuarantineOffice office, ObjectKey key) {
            return office.delete(key);
        }
    }
}
