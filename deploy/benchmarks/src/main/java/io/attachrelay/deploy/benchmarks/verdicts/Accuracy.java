package io.attachrelay.deploy.benchmarks.verdicts;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How right the verdicts on a set of files are, and what libmagic makes of the same files.
 *
 * @param set its name
 * @param files in it
 * @param judged files of which the label tells the type
 * @param ours types that are right
 * @param libmagics types that are right; {@code null} without libmagic
 * @param hostile files that must not be accepted
 * @param falseAccepts of these that are, by name
 * @param valid files that must be accepted
 * @param falseRejects of these that are not, by name and with the reason
 * @param refuted files that are not accepted and of which the label promises too much, by name and
 *     with what another program says; they do not count as valid
 * @param misses our wrong types, by name
 */
public record Accuracy(
        String set,
        int files,
        int judged,
        int ours,
        @Nullable Integer libmagics,
        int hostile,
        List<String> falseAccepts,
        int valid,
        List<String> falseRejects,
        List<String> refuted,
        List<String> misses) {

    public Accuracy {
        falseAccepts = List.copyOf(falseAccepts);
        falseRejects = List.copyOf(falseRejects);
        refuted = List.copyOf(refuted);
        misses = List.copyOf(misses);
    }

    /** Our part of right types. */
    double oursPart() {
        return (double) ours / judged;
    }

    /** libmagic's part of right types; not a number without it. */
    double libmagicsPart() {
        return libmagics == null ? Double.NaN : (double) libmagics / judged;
    }

    /** In per cent; not a number if there is no valid file. */
    double falseRejectPercent() {
        return valid == 0 ? Double.NaN : 100.0 * falseRejects.size() / valid;
    }

    /** All sets as one. */
    static Accuracy sum(List<Accuracy> sets) {
        List<String> accepts = new ArrayList<>();
        List<String> rejects = new ArrayList<>();
        List<String> refuted = new ArrayList<>();
        List<String> misses = new ArrayList<>();
        sets.forEach(set -> {
            accepts.addAll(set.falseAccepts);
            rejects.addAll(set.falseRejects);
            refuted.addAll(set.refuted);
            misses.addAll(set.misses);
        });
        boolean beside = sets.stream().allMatch(set -> set.libmagics != null);
        return new Accuracy(
                "all",
                sets.stream().mapToInt(Accuracy::files).sum(),
                sets.stream().mapToInt(Accuracy::judged).sum(),
                sets.stream().mapToInt(Accuracy::ours).sum(),
                beside
                        ? sets.stream()
                                .map(Accuracy::libmagics)
                                .mapToInt(n -> n == null ? 0 : n)
                                .sum()
                        : null,
                sets.stream().mapToInt(Accuracy::hostile).sum(),
                accepts,
                sets.stream().mapToInt(Accuracy::valid).sum(),
                rejects,
                refuted,
                misses);
    }
}
