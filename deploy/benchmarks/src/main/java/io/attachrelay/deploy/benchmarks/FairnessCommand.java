package io.attachrelay.deploy.benchmarks;

import io.attachrelay.deploy.benchmarks.fairness.Fairness;
import io.attachrelay.deploy.benchmarks.fairness.FairnessFindings;
import io.attachrelay.deploy.benchmarks.figure.Machine;
import io.attachrelay.deploy.benchmarks.figure.Progress;
import io.attachrelay.deploy.benchmarks.world.Contenders;
import io.attachrelay.deploy.benchmarks.world.Webhooked;
import io.attachrelay.deploy.benchmarks.world.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairness}. */
@Command(
        name = "fairness",
        mixinStandardHelpOptions = true,
        description =
                "p99 of one tenant's webhooks, alone and beside another tenant's flood of large"
                        + " files.")
final class FairnessCommand implements Callable<Integer> {

    private static final int CALM_FILES = 150;
    private static final int QUICK_CALM_FILES = 50;

    @Spec private CommandSpec spec;
    @Mixin private CommonOptions common;

    @Option(
            names = "--flood",
            paramLabel = "N",
            description = "Files of the flood under way at the same time; 64 by default.")
    private int flood = 64;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Console console = new Console(out);
        Machine machine = common.machine();
        console.machine(machine);
        FairnessFindings findings;
        try (World world = common.open(Fairness.FLOOD_BYTES)) {
            findings = measure(new Contenders(world));
        }
        findings.print(out);
        console.write(Report.of(spec, machine, List.of(), findings), common.json("fairness"));
        return 0;
    }

    private FairnessFindings measure(Contenders contenders)
            throws IOException, InterruptedException {
        List<Webhooked> all = new ArrayList<>(List.of(contenders.gateway()));
        if (common.peer().isPresent()) {
            all.add(contenders.peer(common.peer().get()));
        }
        int calmFiles = common.quick() ? QUICK_CALM_FILES : CALM_FILES;
        Progress progress = new Progress(spec.commandLine().getErr());
        return new Fairness(flood, calmFiles, common.rounds(), progress).measure(all);
    }
}
