package io.attachrelay.deploy.testkit.fuzz;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From where a run begins and how far it goes.
 *
 * @param times how many inputs it takes, unless it {@code lasts}
 * @param lasts {@code null} if the number of inputs ends it
 */
record FuzzExtent(long seed, int times, @Nullable Duration lasts) {

    private static final String LASTS = "attachrelay.test.fuzz";
    private static final String SEED = "attachrelay.test.fuzz-seed";
    private static final long USUAL_SEED = 1;

    /** There are some twenty checks, and a build shall not be slower for it. */
    private static final Duration AFRESH = Duration.ofSeconds(1);

    /**
     * The runs that the system properties ask for; usually one that never changes and a new one.
     */
    static List<FuzzExtent> of(int times) {
        String wanted = System.getProperty(LASTS, "");
        Duration lasts = wanted.isEmpty() ? null : Duration.parse(wanted);
        Long seed = Long.getLong(SEED);
        if (seed != null) {
            return List.of(new FuzzExtent(seed, times, lasts));
        }
        return lasts == null
                ? List.of(new FuzzExtent(USUAL_SEED, times, null), afresh(times, AFRESH))
                : List.of(afresh(times, lasts));
    }

    /** Says its seed now, since what is wrong may only be seen when all has ended. */
    private static FuzzExtent afresh(int times, Duration lasts) {
        var extent = new FuzzExtent(System.nanoTime(), times, lasts);
        System.out.println("fuzz: " + extent);
        return extent;
    }

    /** How to have the same run again. */
    @Override
    public String toString() {
        String again = "-D" + SEED + "=" + seed;
        return lasts == null ? again : again + " -D" + LASTS + "=" + lasts;
    }
}
