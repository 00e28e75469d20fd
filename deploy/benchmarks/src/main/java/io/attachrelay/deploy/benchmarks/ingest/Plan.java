package io.attachrelay.deploy.benchmarks.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What to measure, and how long.
 *
 * @param parts that are measured
 * @param cells sizes and numbers at once of {@link Part#FILES}
 * @param rounds of each, at least 1
 * @param peer the peer's program; empty if it can't run here
 * @param beside the class path of another build of AttachRelay, to be measured beside this one
 */
public record Plan(
        Set<Part> parts,
        List<Cell> cells,
        int rounds,
        Optional<Path> peer,
        Optional<String> beside) {

    public Plan {
        parts = Set.copyOf(parts);
        cells = List.copyOf(cells);
    }

    /**
     * All cells, or a few small ones.
     *
     * @param only cells' names; all if empty
     * @throws IllegalArgumentException if there is no such cell
     */
    public static List<Cell> cells(boolean quick, List<String> only) {
        return only.isEmpty() ? Cell.list(quick) : only.stream().map(Plan::cell).toList();
    }

    private static Cell cell(String name) {
        return Cell.list(false).stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such cell: " + name));
    }

    /** In bytes. */
    public int largestFile() {
        return cells.stream().mapToInt(Cell::fileBytes).max().orElse(Cell.MB);
    }
}
