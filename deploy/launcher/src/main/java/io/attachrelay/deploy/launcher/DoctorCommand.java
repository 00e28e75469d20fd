package io.attachrelay.deploy.launcher;

import io.attachrelay.settings.Settings;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code doctor}: says what works here and what does not. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Checks settings, Java, broker, topics, store, antivirus and converters. Exit code 0 only if nothing is wrong.")
final class DoctorCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private ConfigOption config;
    @Mixin private JsonOption json;

    @Override
    public Integer call() {
        Settings settings = config.load();
        List<Finding> findings = new Diagnosis(settings).findings();
        PrintWriter out = spec.commandLine().getOut();
        json.print(
                out,
                findings,
                () ->
                        findings.forEach(f ->
                                out.printf("%-7s %-10s %s%n", f.word(), f.subject(), f.detail())));
        return findings.stream().allMatch(Finding::healthy) ? 0 : 1;
    }
}
