package io.attachrelay.deploy.benchmarks.calls;

import static io.attachrelay.deploy.benchmarks.figure.Table.number;

import io.attachrelay.deploy.benchmarks.figure.Table;
import java.io.PrintWriter;

/** Prints what was seen. */
public final class CallsText {

    private final PrintWriter out;

    public CallsText(PrintWriter out) {
        this.out = out;
    }

    /** Prints tables; medians of the rounds. */
    public void print(CallsFindings findings) {
        out.printf(
                "%nA pile of calls over %d conversations, %d ms each, %d at once (the plain loop: one"
                        + " at a time):%n%n",
                Workload.CONVERSATIONS, findings.callMillis(), findings.atOnce());
        Table piles =
                new Table("", "calls", "s", "of ideal", "out of order", "repeated", "CPU ms each");
        for (Worker worker : Worker.values()) {
            piles.row(
                    worker.words(),
                    number(findings.pile(worker, p -> p.report().calls()), 0),
                    number(findings.pile(worker, p -> p.report().seconds()), 2),
                    number(findings.overIdeal(worker), 2),
                    number(findings.pile(worker, p -> p.report().disorders()), 0),
                    number(findings.pile(worker, p -> p.report().repeats()), 0),
                    number(findings.pile(worker, CallsFindings.Pile::cpuMillisEach), 2));
        }
        piles.print(out);
        out.printf("%nRecords as they come, alone and beside a conversation that fails:%n%n");
        Table streams = new Table("", "p50 ms", "p99 ms", "p50 beside", "p99 beside", "p99 ratio");
        for (Worker worker : new Worker[] {Worker.OURS, Worker.PARALLEL}) {
            streams.row(
                    worker.words(),
                    number(findings.stream(worker, false, CallReport::p50Millis), 1),
                    number(findings.stream(worker, false, CallReport::p99Millis), 1),
                    number(findings.stream(worker, true, CallReport::p50Millis), 1),
                    number(findings.stream(worker, true, CallReport::p99Millis), 1),
                    number(findings.failingRatio(worker), 2));
        }
        streams.print(out);
        out.printf(
                "%nOur live heap during a pile four times as large, MB each second: %s%n",
                String.join(" ", findings.liveHeap().stream().map(mb -> number(mb, 0)).toList()));
        out.flush();
    }
}
