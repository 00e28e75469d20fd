package io.attachrelay.deploy.benchmarks;

import io.attachrelay.deploy.benchmarks.calls.Calls;
import io.attachrelay.deploy.benchmarks.calls.CallsFindings;
import io.attachrelay.deploy.benchmarks.calls.CallsText;
import io.attachrelay.deploy.benchmarks.figure.Machine;
import io.attachrelay.deploy.benchmarks.figure.Progress;
import io.attachrelay.deploy.benchmarks.world.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code calls}. */
@Command(
        name = "calls",
        mixinStandardHelpOptions = true,
        description =
                "How many slow calls to a platform are made at once and in order, beside a plain loop"
                        + " and Confluent's parallel-consumer.")
final class CallsCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private CommonOptions common;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Console console = new Console(out);
        Machine machine = common.machine();
        console.machine(machine);
        CallsFindings findings;
        try (World world = common.open(1)) {
            Progress progress = new Progress(spec.commandLine().getErr());
            findings = new Calls(world, size(), progress).measure();
        }
        new CallsText(out).print(findings);
        console.goals(findings.goals());
        console.write(Report.of(spec, machine, findings.goals(), findings), common.json("calls"));
        return 0;
    }

    private Calls.Size size() {
        return common.quick()
                ? new Calls.Size(2_000, 10, 1)
                : new Calls.Size(8_000, 60, common.rounds());
    }
}
