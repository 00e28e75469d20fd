package io.attachrelay.deploy.benchmarks.ingest;

import java.util.List;

/**
 * One size of files, so many at once.
 *
 * @param fileBytes the size of each
 * @param files how many there are in one run
 */
public record Cell(int fileBytes, int atOnce, int files) {

    static final int KB = 1 << 10;
    static final int MB = 1 << 20;

    /** What the goals are about. */
    static final Cell MAIN = new Cell(MB, 32, 800);

    /** What comes before all others and is not counted. */
    static final Cell WARM_UP = new Cell(10 * KB, 32, 40_000);

    /** Each runs for some seconds at least; 25 MB at 200 are 5 GB. */
    private static final List<Cell> ALL =
            List.of(
                    new Cell(10 * KB, 1, 300),
                    new Cell(10 * KB, 32, 4_000),
                    new Cell(10 * KB, 200, 6_000),
                    new Cell(MB, 1, 150),
                    MAIN,
                    new Cell(MB, 200, 1_000),
                    new Cell(25 * MB, 1, 8),
                    new Cell(25 * MB, 32, 64),
                    new Cell(25 * MB, 200, 200));

    private static final List<Cell> QUICK =
            List.of(new Cell(10 * KB, 32, 2_000), new Cell(MB, 32, 400));

    /** Those that are measured. */
    static List<Cell> list(boolean quick) {
        return quick ? QUICK : ALL;
    }

    /** A small one of the same kind, whose figures don't count. */
    Cell begin() {
        return new Cell(fileBytes, atOnce, Math.max(Math.min(atOnce, 32), files / 8));
    }

    /** Whether one run fills so much of the disk that its files go before the next one. */
    boolean isClearedAtOnce() {
        return fileBytes > MB;
    }

    /** Whether its files go after the last round; the smallest stay to the end. */
    boolean isClearedAfterwards() {
        return fileBytes == MB;
    }

    /** Such as {@code 1 MB x 32}. */
    public String name() {
        String size = fileBytes >= MB ? fileBytes / MB + " MB" : fileBytes / KB + " KB";
        return size + " x " + atOnce;
    }
}
