package io.attachrelay.deploy.benchmarks.fairness;

import io.attachrelay.deploy.benchmarks.figure.Progress;
import io.attachrelay.deploy.benchmarks.load.Flood;
import io.attachrelay.deploy.benchmarks.load.OpenLoop;
import io.attachrelay.deploy.benchmarks.load.Run;
import io.attachrelay.deploy.benchmarks.world.Tenant;
import io.attachrelay.deploy.benchmarks.world.Webhooked;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One tenant's customers send a photo of 1 MB now and then; another's send files of 25 MB, as many
 * at once as the platform lets them. How much longer does the photo take?
 */
public final class Fairness {

    /** The largest file, in bytes. */
    public static final int FLOOD_BYTES = 25 << 20;

    private static final int CALM_BYTES = 1 << 20;
    private static final double CALM_PER_SECOND = 5;

    /** More than one run of a flood can bring. */
    private static final int FLOOD_EVENTS = 4_000;

    private final int atOnce;
    private final int calmFiles;
    private final int rounds;
    private final Progress progress;

    /**
     * @param atOnce how many files of the flood are under way
     * @param calmFiles of the other tenant, in one run
     */
    public Fairness(int atOnce, int calmFiles, int rounds, Progress progress) {
        this.atOnce = atOnce;
        this.calmFiles = calmFiles;
        this.rounds = rounds;
        this.progress = progress;
    }

    /** Measures all contenders, round by round. */
    public FairnessFindings measure(List<Webhooked> contenders)
            throws IOException, InterruptedException {
        List<FairnessFindings.Round> seen = new ArrayList<>();
        for (Webhooked contender : contenders) {
            calm(contender);
        }
        for (int i = 0; i < rounds; i++) {
            for (Webhooked contender : contenders) {
                var round = round(contender);
                progress.seen("round " + (i + 1), round.text());
                seen.add(round);
            }
        }
        return new FairnessFindings(atOnce, seen);
    }

    private FairnessFindings.Round round(Webhooked contender)
            throws IOException, InterruptedException {
        Run quiet = calm(contender);
        Flood flood = Flood.begin(contender.bring(Tenant.ACME, FLOOD_BYTES, FLOOD_EVENTS), atOnce);
        Run flooded = calm(contender);
        double rate = flood.done() / (flooded.took().toNanos() / 1e9);
        flood.end();
        contender.awaitQuiet();
        contender.clear();
        return FairnessFindings.Round.of(contender.name(), quiet, flooded, rate);
    }

    private Run calm(Webhooked contender) throws IOException, InterruptedException {
        return OpenLoop.run(
                contender.bring(Tenant.GLOBEX, CALM_BYTES, calmFiles), CALM_PER_SECOND, calmFiles);
    }
}
