package io.attachrelay.deploy.benchmarks;

import io.attachrelay.deploy.benchmarks.figure.Machine;
import io.attachrelay.deploy.benchmarks.figure.Progress;
import io.attachrelay.deploy.benchmarks.verdicts.VerdictFindings;
import io.attachrelay.deploy.benchmarks.verdicts.Verdicts;
import io.attachrelay.deploy.benchmarks.verdicts.VerdictsText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verdicts}. */
@Command(
        name = "verdicts",
        mixinStandardHelpOptions = true,
        description =
                "How right verdicts are, how quick, and how much of a file they read, beside"
                        + " libmagic and a plain hash. Exit code 0 whether or not the goals are met.")
final class VerdictsCommand implements Callable<Integer> {

    // Of 2,000 files and more: half a minute. A server is rarely seen in its first one.
    private static final int WARM_UPS = 40;
    private static final int QUICK_WARM_UPS = 2;

    @Spec private CommandSpec spec;
    @Mixin private CommonOptions common;

    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            description =
                    "Files with a manifest.tsv that has the columns 'path' and 'label'; without it,"
                            + " only files that are made here.")
    private @Nullable Path folder;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Machine machine = common.machine();
        Console console = new Console(out);
        console.machine(machine);
        VerdictFindings findings;
        try (TemporaryFolder work = common.openFolder()) {
            findings =
                    new Verdicts(
                                    work.path(),
                                    Optional.ofNullable(folder),
                                    common.rounds(),
                                    common.quick() ? QUICK_WARM_UPS : WARM_UPS,
                                    new Progress(spec.commandLine().getErr()))
                            .measure();
        }
        new VerdictsText(out).print(findings);
        console.goals(findings.goals());
        console.write(
                Report.of(spec, machine, findings.goals(), findings), common.json("verdicts"));
        return 0;
    }
}
