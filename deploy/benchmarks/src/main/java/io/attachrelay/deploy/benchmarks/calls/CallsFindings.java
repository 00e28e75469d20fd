package io.attachrelay.deploy.benchmarks.calls;

import static io.attachrelay.deploy.benchmarks.figure.Table.number;

import io.attachrelay.deploy.benchmarks.figure.Goal;
import io.attachrelay.deploy.benchmarks.figure.Median;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What was seen.
 *
 * @param callMillis how long the platform takes for a call
 * @param atOnce calls that a contender may make at the same time
 * @param piles of all contenders
 * @param streams of all contenders
 * @param liveHeap our heap after a collection during a pile four times as large, second by second,
 *     in megabytes of 1024² bytes
 */
public record CallsFindings(
        long callMillis,
        int atOnce,
        List<Pile> piles,
        List<Stream> streams,
        List<Double> liveHeap) {

    public CallsFindings {
        piles = List.copyOf(piles);
        streams = List.copyOf(streams);
        liveHeap = List.copyOf(liveHeap);
    }

    /**
     * A pile of calls in one round.
     *
     * @param cpuMillisEach processor time of the contender's process for each call, its start
     *     included
     * @param liveHeap in megabytes, if it was asked for
     */
    public record Pile(
            String name, CallReport report, double cpuMillisEach, List<Double> liveHeap) {

        static Pile of(String name, CallReport report, Duration cpu, List<Double> liveHeap) {
            return new Pile(name, report, cpu.toMillis() / (double) report.calls(), liveHeap);
        }

        String text() {
            return "%-18s %d calls in %s s, %d out of order, %d repeated"
                    .formatted(
                            name,
                            report.calls(),
                            number(report.seconds(), 2),
                            report.disorders(),
                            report.repeats());
        }
    }

    /**
     * Calls for records as they come, in one round.
     *
     * @param failing whether a conversation failed beside the others
     */
    public record Stream(String name, boolean failing, CallReport report) {

        static Stream of(String name, boolean failing, CallReport report) {
            return new Stream(name, failing, report);
        }

        String text() {
            return "%-18s p50 %s ms, p99 %s ms, %d refused"
                    .formatted(
                            name,
                            number(report.p50Millis(), 1),
                            number(report.p99Millis(), 1),
                            report.refused());
        }
    }

    /** The time that a pile takes if all places are always taken. */
    double idealSeconds(CallReport report, int places) {
        return report.calls() * callMillis / 1e3 / places;
    }

    /** How many times the ideal a contender's piles took. */
    double overIdeal(Worker worker) {
        int places = worker == Worker.PLAIN ? 1 : atOnce;
        return pile(worker, p -> p.report().seconds() / idealSeconds(p.report(), places));
    }

    double pile(Worker worker, ToDoubleFunction<Pile> figure) {
        return Median.of(
                piles.stream().filter(p -> p.name().equals(worker.words())).toList(), figure);
    }

    double stream(Worker worker, boolean failing, ToDoubleFunction<CallReport> figure) {
        return Median.of(
                streams.stream()
                        .filter(s -> s.name().equals(worker.words()) && s.failing() == failing)
                        .toList(),
                s -> figure.applyAsDouble(s.report()));
    }

    /** The others' p99 while a conversation fails, to that without it. */
    double failingRatio(Worker worker) {
        return stream(worker, true, CallReport::p99Millis)
                / stream(worker, false, CallReport::p99Millis);
    }

    /** Calls out of order in all of our rounds. */
    int disorders() {
        int piled =
                piles.stream()
                        .filter(p -> p.name().equals(Worker.OURS.words()))
                        .mapToInt(p -> p.report().disorders())
                        .sum();
        int streamed =
                streams.stream()
                        .filter(s -> s.name().equals(Worker.OURS.words()))
                        .mapToInt(s -> s.report().disorders())
                        .sum();
        return piled + streamed;
    }

    /**
     * The most of the second half to the most of the first; not a number if too little was told.
     */
    double heapGrowth() {
        int half = liveHeap.size() / 2;
        return most(liveHeap.subList(half, liveHeap.size())) / most(liveHeap.subList(0, half));
    }

    private static double most(List<Double> megabytes) {
        return megabytes.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    /** What they should be. */
    public List<Goal> goals() {
        return List.of(
                Goal.below(1.2, "a pile: times the ideal", overIdeal(Worker.OURS)),
                Goal.below(1, "calls out of order", disorders()),
                Goal.below(1.2, "live heap: second half to first", heapGrowth()),
                Goal.below(
                        1,
                        "a pile: time to parallel-consumer's",
                        pile(Worker.OURS, p -> p.report().seconds())
                                / pile(Worker.PARALLEL, p -> p.report().seconds())),
                Goal.below(1.2, "p99 beside a failing conversation", failingRatio(Worker.OURS)));
    }
}
