package io.attachrelay.deploy.launcher;

import io.attachrelay.media.link.LinkSigner;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.media.store.ObjectStores;
import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.Verdict;
import io.attachrelay.settings.Amounts;
import io.attachrelay.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code link}: signs a temporary link. */
@Command(
        name = "link",
        mixinStandardHelpOptions = true,
        description = "Prints a link to an accepted file, served by the gateway until it expires.")
final class LinkCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private ConfigOption config;
    @Mixin private JsonOption json;
    @Mixin private StoredFile file;

    @Option(
            names = "--lifetime",
            description = "How long it serves, such as 15m or PT15M. Default: links.lifetime.")
    private @Nullable String lifetime;

    /** What is printed with {@code --json}. */
    record Link(String url, Instant expiresAt) {}

    @Override
    public Integer call() {
        Settings settings = config.load();
        ObjectKey key = file.key(spec.commandLine());
        Duration serving = lifetimeOr(settings.links().lifetime());
        LinkSigner signer =
                new LinkSigner(
                        settings.links()
                                .secret()
                                .orElseThrow(() ->
                                        new IllegalStateException(
                                                "links are off: set links.secret")),
                        Clock.systemUTC());
        try (ObjectStore store = ObjectStores.open(settings.store(), Clock.systemUTC())) {
            requireAccepted(key.tenant(), new Verdicts(store).of(key));
        }
        Instant expiresAt = Instant.now().plus(serving);
        Link link = new Link(base(settings) + "/m/" + signer.sign(key, expiresAt), expiresAt);
        var out = spec.commandLine().getOut();
        json.print(out, link, () -> out.println(link.url()));
        return 0;
    }

    private static String base(Settings settings) {
        var gateway = settings.gateway();
        return gateway.publicUrl()
                .map(url -> url.toString().replaceFirst("/+$", ""))
                .orElse("http://" + gateway.host() + ":" + gateway.port());
    }

    private static void requireAccepted(String tenant, Optional<JudgedAttachment> judged) {
        if (judged.isEmpty()) {
            throw new IllegalStateException(
                    "tenant " + tenant + " has no such file, or it has no verdict yet");
        }
        Verdict verdict = judged.get().verdict();
        if (!(verdict instanceof Verdict.Accepted)) {
            throw new IllegalStateException("the file was not accepted: " + verdict.reasonCode());
        }
    }

    private Duration lifetimeOr(Duration usual) {
        if (lifetime == null) {
            return usual;
        }
        return Amounts.duration(lifetime)
                .orElseThrow(() ->
                        new ParameterException(
                                spec.commandLine(),
                                "--lifetime: " + lifetime + " is no duration such as 15m"));
    }
}
