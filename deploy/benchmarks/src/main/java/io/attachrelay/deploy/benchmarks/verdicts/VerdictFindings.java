package io.attachrelay.deploy.benchmarks.verdicts;

import io.attachrelay.deploy.benchmarks.figure.Goal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen.
 *
 * @param libmagic what {@code file} calls itself; {@code null} if it is not there
 * @param sets how right the verdicts are
 * @param largest bytes read of files of 25 MB
 * @param speed how quick they are, round by round
 */
public record VerdictFindings(
        @Nullable String libmagic,
        List<Accuracy> sets,
        List<BytesRead.Seen> largest,
        Speed.Result speed) {

    public VerdictFindings {
        sets = List.copyOf(sets);
        largest = List.copyOf(largest);
    }

    /** What they should be. */
    public List<Goal> goals() {
        Accuracy all = Accuracy.sum(sets);
        double most =
                largest.stream().mapToDouble(BytesRead.Seen::kilobytes).max().orElse(Double.NaN);
        return List.of(
                Goal.atLeast(
                        1, "right types: ours to libmagic's", all.oursPart() / all.libmagicsPart()),
                Goal.below(1, "hostile files accepted", all.falseAccepts().size()),
                Goal.below(1, "valid files rejected, %", all.falseRejectPercent()),
                Goal.below(512, "KB read of a file of 25 MB, the most", most),
                Goal.atLeast(1, "verdicts/s: ours to file's", speed.ratio()));
    }
}
