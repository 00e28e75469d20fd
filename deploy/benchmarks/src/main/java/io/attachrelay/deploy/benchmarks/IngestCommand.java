package io.attachrelay.deploy.benchmarks;

import io.attachrelay.deploy.benchmarks.figure.Machine;
import io.attachrelay.deploy.benchmarks.figure.Progress;
import io.attachrelay.deploy.benchmarks.ingest.Findings;
import io.attachrelay.deploy.benchmarks.ingest.Ingest;
import io.attachrelay.deploy.benchmarks.ingest.IngestText;
import io.attachrelay.deploy.benchmarks.ingest.Part;
import io.attachrelay.deploy.benchmarks.ingest.Plan;
import io.attachrelay.deploy.benchmarks.world.Contenders;
import io.attachrelay.deploy.benchmarks.world.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ingest}. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description =
                "Acknowledged files a second, beside the machine's limit and beside a middleware"
                        + " that buffers; p99 of acknowledgements; duplicates a second. Exit code 0"
                        + " whether or not the goals are met.")
final class IngestCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private CommonOptions common;

    @Option(
            names = "--part",
            paramLabel = "PART",
            split = ",",
            description = "Only these: ${COMPLETION-CANDIDATES}.")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    @Option(
            names = "--cell",
            paramLabel = "CELL",
            split = ",",
            description = "Only these sizes and numbers at once, such as '1 MB x 32'.")
    private List<String> cells = new ArrayList<>();

    @Option(
            names = "--beside",
            paramLabel = "CLASSPATH",
            description = "Another build of AttachRelay, to be measured beside this one.")
    private @Nullable String beside;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Plan plan = plan();
        PrintWriter out = spec.commandLine().getOut();
        Machine machine = common.machine();
        Console console = new Console(out);
        console.machine(machine);
        Findings findings;
        try (World world = common.open(plan.largestFile())) {
            Progress progress = new Progress(spec.commandLine().getErr());
            findings = new Ingest(plan, new Contenders(world), progress).measure();
        }
        new IngestText(out).print(findings);
        console.goals(findings.goals());
        console.write(Report.of(spec, machine, findings.goals(), findings), common.json("ingest"));
        return 0;
    }

    private Plan plan() {
        try {
            return new Plan(
                    parts,
                    Plan.cells(common.quick(), cells),
                    common.rounds(),
                    common.peer(),
                    Optional.ofNullable(beside));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}
