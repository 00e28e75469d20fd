package io.attachrelay.deploy.launcher;

import io.attachrelay.deploy.replay.ReplayProgress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows a replay's progress on standard error. */
final class ReplayProgressBar implements ReplayProgress, AutoCloseable {

    private final boolean shown;
    private @Nullable ProgressBar bar;

    /**
     * @param shown whether anything is drawn at all
     */
    ReplayProgressBar(boolean shown) {
        this.shown = shown;
    }

    @Override
    public void begins(long offsets) {
        if (shown) {
            bar =
                    new ProgressBarBuilder()
                            .setTaskName("replay")
                            .setInitialMax(offsets)
                            .setStyle(ProgressBarStyle.ASCII)
                            .setUpdateIntervalMillis(200)
                            .build();
        }
    }

    @Override
    public void passed(long offsets) {
        if (bar != null) {
            bar.stepBy(offsets);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
