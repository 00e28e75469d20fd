package io.attachrelay.deploy.benchmarks;

import io.attachrelay.deploy.benchmarks.dedup.Dedup;
import io.attachrelay.deploy.benchmarks.dedup.DedupFindings;
import io.attachrelay.deploy.benchmarks.figure.Machine;
import io.attachrelay.deploy.benchmarks.figure.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dedup}. */
@Command(
        name = "dedup",
        mixinStandardHelpOptions = true,
        description =
                "The deduplicator beside a stream that passes everything on, by ids that it"
                        + " remembers: events a second, latency, restart after a kill, memory."
                        + " Exit code 0 whether or not the goals are met.")
final class DedupCommand implements Callable<Integer> {

    // Five rounds of them leave fewer than a million ids, the second number that is measured.
    private static final int EVENTS = 200_000;
    // Their compilers are at work for some 25 s on two processors.
    private static final int WARM_UP = 900_000;

    @Spec private CommandSpec spec;
    @Mixin private CommonOptions common;

    @Option(
            names = "--ids",
            paramLabel = "N",
            split = ",",
            description =
                    "How many ids are remembered, ascending; 100000,1000000,5000000 by default,"
                            + " 100000 with --quick.")
    private @Nullable List<Long> ids;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Console console = new Console(out);
        Machine machine = common.machine();
        console.machine(machine);
        Progress progress = new Progress(spec.commandLine().getErr());
        DedupFindings findings = Dedup.measure(common.newFolder(), plan(), progress);
        findings.print(out);
        console.goals(findings.goals());
        console.write(Report.of(spec, machine, findings.goals(), findings), common.json("dedup"));
        return 0;
    }

    private Dedup.Plan plan() {
        List<Long> usual =
                common.quick() ? List.of(100_000L) : List.of(100_000L, 1_000_000L, 5_000_000L);
        return new Dedup.Plan(
                ids == null ? usual : ids.stream().distinct().sorted().toList(),
                common.rounds(),
                common.quick() ? WARM_UP / 3 : WARM_UP,
                common.quick() ? EVENTS / 2 : EVENTS,
                common.quick() ? 10 : 30);
    }
}
