package io.attachrelay.deploy.launcher;

import io.attachrelay.settings.Settings;
import io.attachrelay.validator.inspect.Policies;
import io.attachrelay.validator.inspect.policy.EffectiveRow;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code policy show}: the rules that count on a channel, and where they come from. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Prints the rules that count on a channel, each with its source and its date.")
final class PolicyShowCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private ConfigOption config;
    @Mixin private JsonOption json;
    @Mixin private PolicyPlace place;
    @Mixin private OriginOption comes;

    @Override
    public Integer call() {
        Settings settings = config.load();
        InspectionPolicy policy = Policies.of(settings);
        String channel = place.channel(spec.commandLine(), settings, policy);
        List<EffectiveRow> rows = policy.effectiveRows(place.tenant(), channel, comes.origin());
        PrintWriter out = spec.commandLine().getOut();
        json.print(out, rows, () -> rows.forEach(row -> print(row, out)));
        return 0;
    }

    private static void print(EffectiveRow row, PrintWriter out) {
        out.printf(
                "%-24s %s%n%24s (%s, %s)%n",
                row.subject(), row.rule(), "", row.source(), row.checked());
    }
}
