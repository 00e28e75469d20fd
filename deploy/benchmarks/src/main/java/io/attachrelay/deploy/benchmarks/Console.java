package io.attachrelay.deploy.benchmarks;

import static io.attachrelay.deploy.benchmarks.figure.Table.number;

import io.attachrelay.deploy.benchmarks.figure.Goal;
import io.attachrelay.deploy.benchmarks.figure.Machine;
import io.attachrelay.deploy.benchmarks.figure.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** What all benchmarks tell around their tables. */
record Console(PrintWriter out) {

    void machine(Machine machine) {
        out.printf(
                "%d cores (%s), %s, %s, Java %s; load before: %s%n",
                machine.cores(),
                machine.cpu(),
                machine.kernel(),
                machine.fileSystem(),
                machine.java(),
                number(machine.loadBefore(), 1));
        out.flush();
    }

    void goals(List<Goal> goals) {
        out.println("\nGoals:\n");
        Table table = new Table("", "due", "seen", "");
        for (Goal goal : goals) {
            table.row(
                    goal.what(),
                    (goal.most() ? "< " : ">= ") + number(goal.due(), 2),
                    number(goal.figure(), 2),
                    Double.isNaN(goal.figure()) ? "not measured" : goal.isMet() ? "met" : "MISSED");
        }
        table.print(out);
    }

    void write(Report report, Path file) throws IOException {
        report.write(file);
        out.printf("%nAll figures of all rounds: %s%n", file);
        out.flush();
    }
}
