package io.attachrelay.deploy.launcher;

import io.attachrelay.deploy.replay.ReplayProgress;
import io.attachrelay.deploy.replay.ReplayRequest;
import java.io.PrintWriter;

/** Tells on the side how a replay that ends early is gone on with. */
final class ReplayGuidance implements ReplayProgress {

    private final PrintWriter err;
    private final ReplayRequest request;
    private final ReplayProgress shown;
    private boolean begun;

    /**
     * @param shown told as well
     */
    ReplayGuidance(PrintWriter err, ReplayRequest request, ReplayProgress shown) {
        this.err = err;
        this.request = request;
        this.shown = shown;
    }

    /** Before the first record: whoever is killed can tell no more. */
    @Override
    public void begins(long offsets) {
        begun = true;
        tell("; if it ends early,");
        shown.begins(offsets);
    }

    @Override
    public void passed(long offsets) {
        shown.passed(offsets);
    }

    /** To be called when it ended early; what never began needs no guidance. */
    void brokeOff() {
        if (begun) {
            tell(" broke off;");
        }
    }

    private void tell(String what) {
        String id = request.mark().id();
        err.printf(
                "replay %s%s go on with the same options and --id %s --to %s%n",
                id, what, id, request.to());
        err.flush();
    }
}
