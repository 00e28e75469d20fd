package io.attachrelay.deploy.benchmarks.ingest;

import io.attachrelay.deploy.benchmarks.figure.Goal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen; a part that was not measured is {@code null}.
 *
 * @param files on the disk, as many at once as the cell says
 * @param moderate files of 1 MB at half of what AttachRelay takes, whatever is under way
 * @param azure the same files kept in Azurite
 */
public record Findings(
        List<CellResult> files,
        @Nullable CellResult moderate,
        Duplicates.@Nullable Result duplicates,
        @Nullable CellResult azure) {

    static final String LIMIT = "limit";

    /** A copy that keeps AttachRelay's promises. */
    static final String DURABLE = "durable";

    static final String OURS = "AttachRelay";
    static final String PEER = "peer";

    /** Another build of AttachRelay. */
    static final String OTHER = "other-build";

    public Findings {
        files = List.copyOf(files);
    }

    /** The goals, and whether they are met. */
    public List<Goal> goals() {
        CellResult main = main();
        return List.of(
                Goal.atLeast(0.8, "1 MB x 32: files/s, of the limit", ratio(main, LIMIT)),
                Goal.atLeast(0.8, "1 MB x 32: files/s, of the durable copy", ratio(main, DURABLE)),
                Goal.atLeast(1.5, "1 MB x 32: files/s, times the peer", ratio(main, PEER)),
                Goal.atLeast(
                        0.7,
                        "duplicates/s, of bare Javalin",
                        duplicates == null ? Double.NaN : duplicates.same().rateRatio()),
                Goal.below(15, "1 MB x 32: p99 over the copy's, ms", over(main)),
                Goal.below(15, "1 MB at a moderate rate: p99 over the copy's, ms", over(moderate)));
    }

    private @Nullable CellResult main() {
        return files.stream()
                .filter(f -> f.cell().name().equals(Cell.MAIN.name()))
                .findFirst()
                .orElse(null);
    }

    private static double ratio(@Nullable CellResult seen, String other) {
        return seen == null ? Double.NaN : seen.ratio(OURS, other);
    }

    private static double over(@Nullable CellResult seen) {
        return seen == null ? Double.NaN : seen.p99Over(OURS, LIMIT);
    }
}
