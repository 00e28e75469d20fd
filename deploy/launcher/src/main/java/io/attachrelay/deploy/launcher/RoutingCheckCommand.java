package io.attachrelay.deploy.launcher;

import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.Origin;
import io.attachrelay.router.attributes.Attributes;
import io.attachrelay.router.attributes.RoutingAttributes;
import io.attachrelay.settings.Settings;
import io.attachrelay.validator.inspect.Policies;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code routing check}: the attributes that a message with certain files would get. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Prints the attributes that one message with these files would get, by the rules and"
                        + " checks of the validator and the rows of the router.")
final class RoutingCheckCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private ConfigOption config;
    @Mixin private JsonOption json;
    @Mixin private PolicyPlace place;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The files of the message.")
    private List<Path> files;

    @Override
    public Integer call() throws IOException {
        Settings settings = config.load();
        InspectionPolicy policy = Policies.of(settings);
        String channel = place.channel(spec.commandLine(), settings, policy);
        RoutingAttributes attributes = RoutingAttributes.of(settings);
        var check = Policies.check(settings, policy, place.tenant(), channel, Origin.PLATFORM);
        List<JudgedAttachment> judged = new ArrayList<>();
        for (Path file : files) {
            judged.add(JudgedFile.of(file, channel, check));
        }
        print(attributes.forTenant(place.tenant()).of(channel, judged));
        return 0;
    }

    private void print(Attributes attributes) {
        PrintWriter out = spec.commandLine().getOut();
        json.print(
                out,
                attributes,
                () -> {
                    attributes.values().forEach((name, v) -> out.printf("%-24s %s%n", name, v));
                    attributes
                            .shortened()
                            .forEach(name ->
                                    out.println(
                                            name + " is shortened: the platform takes no more"));
                });
    }
}
