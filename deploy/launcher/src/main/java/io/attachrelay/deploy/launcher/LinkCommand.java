package io.attachrelay.deploy.launcher;

import io.attachrelay.media.link.LinkSigner;
import io.attachrelay.media.link.TemporaryLinks;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.media.store.ObjectStores;
import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.Verdict;
import io.attachrelay.settings.Amounts;
import io.attachrelay.settings.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
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
        TemporaryLinks.Link link =
                new TemporaryLinks(signer, base(settings), serving, Clock.systemUTC()).to(key);
        var out = spec.commandLine().getOut();
        json.print(out, link, () -> out.println(link.url()));
        return 0;
    }

    private static URI base(Settings settings) {
        var gateway = settings.gateway();
        return gateway.publicUrl()
                .orElseGet(() -> URI.create("http://" + gateway.host() + ":" + gateway.port()));
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
