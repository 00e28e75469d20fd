package io.attachrelay.deploy.benchmarks.ingest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.attachrelay.deploy.benchmarks.figure.Median;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a cell.
 *
 * @param rounds the figures of each contender by its name, in each round
 */
record CellResult(Cell cell, List<Map<String, Figure>> rounds) {

    CellResult {
        rounds = List.copyOf(rounds);
    }

    /** The median of a contender's figure; not a number if it did not run. */
    double median(String name, ToDoubleFunction<Figure> figure) {
        return Median.of(rounds, round -> figure(round, name, figure));
    }

    /** The median over the rounds of one contender's throughput divided by another's. */
    double ratio(String name, String other) {
        return Median.of(
                rounds,
                round ->
                        figure(round, name, Figure::filesPerSecond)
                                / figure(round, other, Figure::filesPerSecond));
    }

    /** The median over the rounds of a contender's p99 minus another's, in milliseconds. */
    double p99Over(String name, String other) {
        return Median.of(
                rounds,
                round ->
                        figure(round, name, Figure::p99Millis)
                                - figure(round, other, Figure::p99Millis));
    }

    /** AttachRelay's throughput of the limit's, as printed; {@code null} if either did not run. */
    @JsonProperty("ofLimit")
    @Nullable Double ofLimit() {
        return seen(ratio(Findings.OURS, Findings.LIMIT));
    }

    /** AttachRelay's throughput of the durable copy's; {@code null} if either did not run. */
    @JsonProperty("ofDurable")
    @Nullable Double ofDurable() {
        return seen(ratio(Findings.OURS, Findings.DURABLE));
    }

    /** AttachRelay's throughput of the peer's, as printed; {@code null} if either did not run. */
    @JsonProperty("timesPeer")
    @Nullable Double timesPeer() {
        return seen(ratio(Findings.OURS, Findings.PEER));
    }

    private static @Nullable Double seen(double figure) {
        return Double.isNaN(figure) ? null : figure;
    }

    private static double figure(
            Map<String, Figure> round, String name, ToDoubleFunction<Figure> figure) {
        Figure seen = round.get(name);
        return seen == null ? Double.NaN : figure.applyAsDouble(seen);
    }
}
